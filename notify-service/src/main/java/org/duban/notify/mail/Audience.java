package org.duban.notify.mail;

/** To whom a mail goes; the addresses are resolved when it is sent. */
public enum Audience {
    /** The liaisons of the unit. */
    UNIT("单位联络员"),
    /** The leaders of the unit. */
    LEADER("单位分管负责人"),
    /** The mailbox to which the notice is reported. */
    MAILBOX("报送邮箱"),
    /** The liaisons of the inspectorate, a unit named in the event. */
    INSPECTORATE("督查机构");

    private final String words;

    Audience(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
