package org.duban.notify.bounce;

import java.nio.charset.StandardCharsets;

/** Reports of delivery as mail systems write them (RFC 3464), to be changed. */
final class Dsn {

    private String type = "multipart/report; report-type=delivery-status; boundary=\"b/1\"";
    private String statusType = "message/delivery-status";
    private String returnedType = "message/rfc822";
    private String recipients;
    private String messageId;

    private Dsn(String recipients, String messageId) {
        this.recipients = recipients;
        this.messageId = messageId;
    }

    static Dsn of(String action, String status, String address, String messageId) {
        return new Dsn("""
                Original-Recipient: rfc822; %1$s
                Final-Recipient: rfc822;<%1$s>
                Action: %2$s
                Status: %3$s (as RFC 3463 has it)
                Remote-MTA: dns; mx.honghe.example
                Diagnostic-Code: smtp; 550 %3$s <%1$s>: The mailbox
                 is not\there
                """.formatted(address, action, status), messageId);
    }

    static Dsn failed(String address, String messageId) {
        return of("failed", "5.1.1", address, messageId);
    }

    Dsn type(String type) {
        this.type = type;
        return this;
    }

    Dsn statusType(String type) {
        this.statusType = type;
        return this;
    }

    Dsn returnedType(String type) {
        this.returnedType = type;
        return this;
    }

    Dsn recipients(String fields) {
        this.recipients = fields;
        return this;
    }

    Dsn messageId(String id) {
        this.messageId = id;
        return this;
    }

    String text() {
        return ("""
                From: Mail Delivery System <MAILER-DAEMON@relay.example>
                To: duban@duban.example
                Subject: Undelivered Mail Returned to Sender
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: %s

                For a reader without MIME.
                --b/1
                Content-Type: text/plain; charset=utf-8

                The mail could not be delivered. Action: delivered

                --b/1
                Content-Type: %s

                Reporting-MTA: dns; relay.example
                Arrival-Date: Wed, 2 Aug 2023 08:30:02 +0800

                %s
                --b/1
                Content-Type: %s

                From: duban@duban.example
                %s
                Subject: =?UTF-8?B?5YKs5Yqe?=

                The text of the mail.
                --b/1--
                """)
                .formatted(type, statusType, recipients, returnedType, messageId == null ? "X-None: 1" : "Message-ID: " + messageId)
                .replace("\n", "\r\n");
    }

    byte[] raw() {
        return text().getBytes(StandardCharsets.UTF_8);
    }
}
