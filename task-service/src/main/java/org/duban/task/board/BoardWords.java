package org.duban.task.board;

import io.quarkus.qute.TemplateExtension;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.duban.task.assignment.AssignmentStatus;
import org.duban.task.assignment.Light;
import org.duban.task.assignment.SummaryResource.Counts;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.notice.Notice;
import org.duban.task.report.Attachment;
import org.duban.task.report.HistoryResource.HistoryEntry;
import org.duban.task.signin.PagePath;

/** How the board puts things into words, as methods of the things: {@code {entry.what(english)}}. */
@TemplateExtension
final class BoardWords {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
            .withZone(BusinessDays.ZONE);
    private static final int LONGEST = 120;

    private static final Map<String, String> ACTIONS = Map.ofEntries(Map.entry("assignment.opened", "交办"),
            Map.entry("assignment.acknowledged", "签收"), Map.entry("assignment.amended", "事项修改"),
            Map.entry("assignment.reopened", "重新办理"), Map.entry("assignment.terminated", "撤销"),
            Map.entry("assignment.moved", "改由其他单位承担"), Map.entry("submission.filed", "报送"),
            Map.entry("submission.accepted", "办结"), Map.entry("submission.returned", "退回"),
            Map.entry("attachment.added", "添加附件"), Map.entry("extension.requested", "申请延期"),
            Map.entry("extension.granted", "同意延期"), Map.entry("extension.refused", "不予延期"),
            Map.entry("dispute.raised", "提出异议"), Map.entry("dispute.upheld", "异议成立"),
            Map.entry("dispute.rejected", "异议不成立"), Map.entry("due.revised", "期限变更"),
            Map.entry("assignment.day-moved", "期限随工作日历调整"));

    private static final Map<String, String> ROLES = Map.of("office", "督办办公室", "inspectorate", "督查室", "reader", "只读", "system", "系统");

    private BoardWords() {}

    /** Units are asked for something, and chased. */
    static boolean live(Notice.Status status) {
        return status == Notice.Status.DISPATCHED;
    }

    /** The worst light of what is counted. */
    static Light light(Counts counts) {
        return counts.red() > 0 ? Light.RED : counts.yellow() > 0 ? Light.YELLOW : Light.GREEN;
    }

    /** Of how many completion is told: what is terminated does not count. */
    static int whole(Counts counts) {
        return counts.assignments() - counts.terminated();
    }

    /** What a cell of the matrix says beside its numbers. */
    static String state(Counts counts, boolean english) {
        if (counts.red() > 0) {
            return (english ? "late " : "逾期 ") + counts.red();
        }
        if (counts.yellow() > 0) {
            return (english ? "soon " : "临近 ") + counts.yellow();
        }
        if (counts.completed() == whole(counts)) {
            return (whole(counts) == 0 ? AssignmentStatus.TERMINATED : AssignmentStatus.COMPLETED).word(english);
        }
        return counts.submitted() > 0 ? AssignmentStatus.SUBMITTED.word(english) + " " + counts.submitted()
                : english ? "on time" : "正常";
    }

    /** A moment to the minute, in the zone of the notices. */
    static String minute(Instant moment) {
        return MINUTE.format(moment);
    }

    /** The beginning of a long text. */
    static String brief(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "……";
    }

    /** Bytes, as people read them. */
    static String bytes(Attachment.View file) {
        long bytes = file.size();
        return bytes < 1024 ? bytes + " B" : bytes < 1024 * 1024 ? bytes / 1024 + " kB"
                : String.format(Locale.ROOT, "%.1f MB", bytes / (1024.0 * 1024));
    }

    static String encoded(String text) {
        return PagePath.encoded(text);
    }

    static String what(HistoryEntry entry, boolean english) {
        String action = entry.action();
        return english ? action.substring(action.indexOf('.') + 1).replace('-', ' ') + " (" + action.substring(0, action.indexOf('.')) + ")"
                : ACTIONS.getOrDefault(action, action);
    }

    /** Who did it: the role or the unit's code, and by which name where that says more. */
    static String who(HistoryEntry entry, boolean english) {
        if (entry.actor() == null) {
            return "";
        }
        String[] parts = entry.actor().split(" ", 2);
        String unit = parts[0].startsWith("unit:") ? parts[0].substring("unit:".length()) : null;
        String who = unit != null ? (english ? "unit " : "单位 ") + unit : english ? parts[0] : ROLES.getOrDefault(parts[0], parts[0]);
        String name = parts.length == 1 || parts[1].equals(unit) ? "" : parts[1];
        return (who + " " + (name.equals("report-link") ? english ? "by its link" : "报送页面" : name)).strip();
    }

    /** What became of status and day; empty where neither changed. */
    static String change(HistoryEntry entry, boolean english) {
        String status = between(entry, "status", english);
        String moved = between(entry, "due", english);
        String due = moved.isEmpty() ? "" : (english ? "due " : "期限 ") + moved;
        String wanted = entry.after() == null || entry.after().get("wantedDue") == null ? ""
                : (english ? "asked for " : "申请至 ") + entry.after().get("wantedDue");
        return String.join(english ? "; " : "；", Stream.of(status, due, wanted).filter(part -> !part.isEmpty()).toList());
    }

    private static String between(HistoryEntry entry, String key, boolean english) {
        Object before = entry.before() == null ? null : entry.before().get(key);
        Object after = entry.after() == null ? null : entry.after().get(key);
        if (after == null || after.equals(before) || after.equals("null")) {
            return "";
        }
        return (before == null ? "" : shown(before, english) + " → ") + shown(after, english);
    }

    private static String shown(Object value, boolean english) {
        for (AssignmentStatus status : AssignmentStatus.values()) {
            if (status.name().equals(value)) {
                return status.word(english);
            }
        }
        return value.equals("null") ? (english ? "no day" : "无期限") : value.toString();
    }
}
