package org.duban.notify.smtp;

import java.time.ZonedDateTime;
import java.util.List;
import org.duban.notify.attachment.Attachment;

/**
 * One message to one address, ready to be sent.
 *
 * @param messageId the same on every repeat (R9), with its angle brackets
 * @param threadId the synthetic root that the message answers to (RFC 5322 §3.6.4), with its angle brackets
 * @param to the bare address
 * @param toName the name printed before it, in any script
 * @param date business time, in Asia/Shanghai
 */
public record OutgoingMail(
        String messageId,
        String threadId,
        String to,
        String toName,
        String subject,
        ZonedDateTime date,
        String text,
        String html,
        List<Attachment> attachments) {

    public OutgoingMail {
        attachments = List.copyOf(attachments);
    }
}
