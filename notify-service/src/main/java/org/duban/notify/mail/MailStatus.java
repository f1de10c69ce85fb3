package org.duban.notify.mail;

/** Where a mail stands. */
public enum MailStatus {
    /** To be sent as soon as a sender is free. */
    PLANNED("待发送"),
    /** A sender holds it under a lease. */
    SENDING("发送中"),
    /** The server took it for at least one address, and no other address is left to try. */
    DELIVERED("已送达服务器"),
    /** Tried without success, and to be tried again (R10). */
    TEMPORARY_FAILURE("暂时失败，将重试"),
    /** No address took it: refused, or tried for 48 hours. */
    PERMANENT_FAILURE("发送失败"),
    /** Judged not to be sent when its turn came; the reason is kept (R7). */
    DROPPED("未发送"),
    /** No address is known; it goes when one comes. */
    WAITING_FOR_ADDRESS("等待联系方式");

    private final String words;

    MailStatus(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
