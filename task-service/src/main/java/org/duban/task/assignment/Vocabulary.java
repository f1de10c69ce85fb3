package org.duban.task.assignment;

import io.quarkus.qute.TemplateExtension;
import org.duban.task.notice.Notice;
import org.duban.task.notice.UnitRole;

/**
 * What statuses, roles and lights are called wherever people read of them, on pages and in papers; notify-service calls them
 * the same in its mails. In templates a method of the thing: {@code {row.status.word(english)}}.
 */
@TemplateExtension
public final class Vocabulary {
    private Vocabulary() {}

    public static String word(Notice.Status status, boolean english) {
        return switch (status) {
            case DRAFT -> english ? "draft" : "草稿";
            case DISPATCHED -> english ? "dispatched" : "已交办";
            case CLOSED -> english ? "closed" : "已办结";
            case WITHDRAWN -> english ? "withdrawn" : "已撤回";
        };
    }

    public static String word(AssignmentStatus status, boolean english) {
        return switch (status) {
            case AWAITING_ACKNOWLEDGEMENT -> english ? "awaiting acknowledgement" : "待签收";
            case IN_PROGRESS -> english ? "in progress" : "办理中";
            case SUBMITTED -> english ? "awaiting review" : "待审核";
            case COMPLETED -> english ? "completed" : "已办结";
            case TERMINATED -> english ? "terminated" : "已撤销";
        };
    }

    public static String word(UnitRole role, boolean english) {
        return switch (role) {
            case LEAD -> english ? "lead" : "牵头";
            case RESPONSIBLE -> english ? "responsible" : "责任";
            case ASSISTING -> english ? "assisting" : "配合";
        };
    }

    public static String word(Light light, boolean english) {
        return switch (light) {
            case RED -> english ? "red" : "红灯";
            case YELLOW -> english ? "yellow" : "黄灯";
            case GREEN -> english ? "green" : "绿灯";
        };
    }
}
