package org.duban.stack.mail;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.smtp.SmtpConnection;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.smtp.commands.SmtpCommand;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Takes the message, keeps its bytes as they came, puts it into the mailboxes, and only then answers 250. */
final class CatchingDataCommand extends SmtpCommand {

    private static final byte[] CRLF = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private final MailStore store;

    CatchingDataCommand(MailStore store) {
        this.store = store;
    }

    @Override
    public void execute(SmtpConnection connection, SmtpState state, SmtpManager manager, String line)
            throws IOException {
        MovingMessage message = state.getMessage();
        if (message.getReturnPath() == null || message.getToAddresses().isEmpty()) {
            connection.send("503 MAIL and RCPT must come before DATA");
            return;
        }
        connection.send("354 End with <CRLF>.<CRLF>");
        byte[] raw = receive(connection);
        try {
            message.setMimeMessage(MailReader.message(raw));
            store.append(
                    raw,
                    message.getReturnPath().getEmail(),
                    message.getToAddresses().stream().map(MailAddress::getEmail).toList());
            manager.send(state);
            connection.send("250 OK");
        } catch (IOException | MessagingException | RuntimeException e) {
            log.error("A mail could not be kept", e);
            connection.send("451 The mail could not be kept");
        }
        state.clearMessage();
    }

    /**
     * GreenMail's stream begins with what it is given and ends before the message's last line break. Given a line
     * break, it is that much too long at its head and too short at its end; so it may also be empty.
     */
    private static byte[] receive(SmtpConnection connection) throws IOException {
        byte[] shifted = connection.dotLimitedInputStream(CRLF).readAllBytes();
        ByteArrayOutputStream message = new ByteArrayOutputStream(shifted.length);
        if (shifted.length > 0) {
            message.write(shifted, CRLF.length, shifted.length - CRLF.length);
            message.write(CRLF);
        }
        return message.toByteArray();
    }
}
