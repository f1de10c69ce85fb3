package org.duban.notify.smtp;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;

/** A message as it goes over the wire, and to whom: made before there is a connection, so that nothing about it can fail there. */
final class Sendable extends MimeMessage {

    private final byte[] bytes;
    private final Address[] recipients;

    Sendable(byte[] bytes, String to) throws MessagingException {
        super((Session) null);
        this.bytes = bytes;
        this.recipients = new Address[] {new InternetAddress(to, true)};
    }

    Address[] recipients() {
        return recipients.clone();
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException {
        out.write(bytes);
    }
}
