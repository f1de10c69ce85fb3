package org.duban.notify.mail;

import java.util.Arrays;
import java.util.Optional;

/** The types of events on {@code duban.events} that this service knows. */
public enum EventType {
    NOTICE_DISPATCHED("org.duban.notice.dispatched.v1", EventData.Dispatched.class, "交办"),
    DEADLINE_OPENED("org.duban.deadline.opened.v1", EventData.OfDeadline.class, "交办"),
    DEADLINE_CHANGED("org.duban.deadline.changed.v1", EventData.OfDeadline.class, "状态变更"),
    RUNG_FIRED("org.duban.rung.fired.v1", EventData.OfDeadline.class, "催办节点到期"),
    SUBMISSION_RETURNED("org.duban.submission.returned.v1", EventData.OfDeadline.class, "报送被退回"),
    EXTENSION_GRANTED("org.duban.extension.granted.v1", EventData.OfDeadline.class, "同意延期"),
    EXTENSION_REFUSED("org.duban.extension.refused.v1", EventData.OfDeadline.class, "不予延期"),
    ASSIGNMENT_REOPENED("org.duban.assignment.reopened.v1", EventData.OfDeadline.class, "重新办理"),
    DISPUTE_REJECTED("org.duban.dispute.rejected.v1", EventData.OfDeadline.class, "异议不成立"),
    BRIEFING_ISSUED("org.duban.briefing.issued.v1", Briefed.class, "每日通报"),
    ESCALATIONS_LISTED("org.duban.escalations.listed.v1", EventData.Listed.class, "督办清单"),
    NOTICE_ENDED("org.duban.notice.ended.v1", EventData.Ended.class, "通知办结或撤回");

    private final String wireName;
    private final Class<? extends EventData> data;
    private final String words;

    EventType(String wireName, Class<? extends EventData> data, String words) {
        this.wireName = wireName;
        this.data = data;
        this.words = words;
    }

    public static Optional<EventType> of(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }

    public String wireName() {
        return wireName;
    }

    /** The record that the data is read into. */
    public Class<? extends EventData> data() {
        return data;
    }

    public String words() {
        return words;
    }
}
