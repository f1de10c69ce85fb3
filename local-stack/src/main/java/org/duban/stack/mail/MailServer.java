package org.duban.stack.mail;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapServer;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;

/**
 * SMTP and IMAP on 127.0.0.1: accepts a mail to anybody, keeps it in a {@link MailStore} and shows it in the
 * recipient's mailbox. A mailbox comes into being with its first mail or login; any password is right.
 */
public final class MailServer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    /** Milliseconds after which an idle connection is closed. The default, 30 s, cuts pooled connections of mailers. */
    private static final int IDLE = 10 * 60 * 1000;
    /** Milliseconds. */
    private static final int START = 10_000;
    /** Milliseconds. */
    private static final int STOP = 2_000;

    private final AbstractServer smtp;
    private final AbstractServer imap;

    private MailServer(AbstractServer smtp, AbstractServer imap) {
        this.smtp = smtp;
        this.imap = imap;
    }

    /** Starts both servers; the mails that are in the store are in their mailboxes. */
    public static MailServer start(MailStore store, int smtpPort, int imapPort) throws IOException {
        Managers managers = new Managers();
        managers.getUserManager().setAuthRequired(false);
        for (AcceptedMail mail : store.all()) {
            redeliver(mail, store.raw(mail), managers);
        }

        AbstractServer smtp = new CatchingSmtpServer(setup(smtpPort, ServerSetup.PROTOCOL_SMTP), managers, store);
        AbstractServer imap = new ImapServer(setup(imapPort, ServerSetup.PROTOCOL_IMAP), managers);
        MailServer server = new MailServer(smtp, imap);
        try {
            start(smtp);
            start(imap);
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private static ServerSetup setup(int port, String protocol) {
        return new ServerSetup(port, LOOPBACK, protocol);
    }

    private static void start(AbstractServer server) throws IOException {
        server.setClientSocketTimeout(IDLE);
        server.startService();
        try {
            if (!server.waitTillRunning(START)) {
                throw new IOException("The mail server did not start: " + server.getName() + " may be taken.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the mail server was starting.", e);
        }
    }

    private static void redeliver(AcceptedMail mail, byte[] raw, Managers managers) throws IOException {
        try {
            MovingMessage message = new MovingMessage();
            message.setReturnPath(new MailAddress(mail.from()));
            message.setMimeMessage(MailReader.message(raw));
            for (String recipient : mail.recipients()) {
                managers.getUserManager().deliver(message, new MailAddress(recipient));
            }
        } catch (MessagingException | UserException e) {
            throw new IOException("The mail " + mail.file() + " cannot be delivered again.", e);
        }
    }

    @Override
    public void close() {
        smtp.stopService(STOP);
        imap.stopService(STOP);
    }
}
