package org.duban.notify.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** One connection of Angus Mail, which knows how far its message has come, and so what may be said of a failure. */
final class SmtpConnection extends SMTPTransport {

    private enum Phase {
        CONNECT,
        SENDER,
        RECIPIENT,
        MESSAGE,
        /** From here on the server may have taken it. */
        DOT
    }

    private final SmtpSettings settings;
    private final OwnSockets sockets;
    private final GuardedSocket socket;
    private volatile boolean ended;
    private Phase phase = Phase.CONNECT;
    private int messages;
    private boolean stale;
    private long lastUsed;

    /** Not connected yet. */
    SmtpConnection(SmtpSettings settings, Session session, OwnSockets sockets) throws SocketException {
        super(session, null, "smtp", settings.tls() == SmtpSettings.Tls.TLS);
        this.settings = settings;
        this.sockets = sockets;
        this.socket = new GuardedSocket();
    }

    /** What all connections have in common. */
    static Session session(SmtpSettings settings, SenderSettings mail, OwnSockets sockets) {
        Properties properties = new Properties();
        properties.put("mail.smtp.socketFactory", sockets);
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.smtp.from", mail.from());
        properties.put("mail.smtp.localhost", mail.domain());
        properties.put("mail.smtp.auth", String.valueOf(settings.user().isPresent()));
        boolean starttls = settings.tls() == SmtpSettings.Tls.STARTTLS;
        properties.put("mail.smtp.starttls.enable", String.valueOf(starttls));
        properties.put("mail.smtp.starttls.required", String.valueOf(starttls));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.connectiontimeout", String.valueOf(settings.connectTimeout().toMillis()));
        properties.put("mail.smtp.timeout", String.valueOf(settings.replyTimeout().toMillis()));
        properties.put("mail.smtp.quitwait", "false");
        return Session.getInstance(properties);
    }

    /** Sends a message, connecting first where that is still to be done. */
    Outcome send(Sendable message) {
        try {
            if (messages == 0) {
                connect();
            }
            messages++;
            sendMessage(message, message.recipients());
            lastUsed = System.nanoTime();
            return new Outcome.Delivered();
        } catch (MessagingException | RuntimeException e) {
            return failure(e);
        }
    }

    @Override
    public void connect() throws MessagingException {
        sockets.bring(socket);
        try {
            connect(settings.host(), settings.port(), settings.user().orElse(null), settings.password().orElse(null));
        } finally {
            sockets.takeAway();
        }
    }

    /** Whether what failed was a connection that had been kept, and ended by the server meanwhile: a fresh one may do. */
    boolean wasStale() {
        return stale;
    }

    boolean mayCarryMore() {
        return settings.mailsPerConnection() == 0 || messages < settings.mailsPerConnection();
    }

    boolean isIdleSince(long nanoTime) {
        return lastUsed - nanoTime < 0;
    }

    /** Ends it from another thread, whatever it waits for. */
    void end() {
        ended = true;
        closeSocket();
    }

    /** Ends it with QUIT, but waits for no answer. */
    @Override
    public synchronized void close() {
        try {
            super.close();
        } catch (MessagingException e) {
            // It was lost already.
        }
        closeSocket();
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException e) {
            // Then it is closed.
        }
    }

    @Override
    protected void mailFrom() throws MessagingException {
        phase = Phase.SENDER;
        answerWithin(settings.replyTimeout().toMillis());
        super.mailFrom();
    }

    @Override
    protected void rcptTo() throws MessagingException {
        phase = Phase.RECIPIENT;
        super.rcptTo();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        phase = Phase.MESSAGE;
        return super.data();
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        answerWithin(settings.takeTimeout().toMillis());
        phase = Phase.DOT;
        super.finishData();
    }

    private void answerWithin(long millis) throws MessagingException {
        try {
            socket.setSoTimeout(Math.toIntExact(millis));
        } catch (IOException e) {
            throw new MessagingException("the connection is closed", e);
        }
    }

    private boolean answered() {
        return getLastReturnCode() >= 400 && getLastReturnCode() < 600;
    }

    /**
     * A 5xx counts against the address only where the server spoke about this recipient or this message. A refused
     * greeting, login or sender is our own trouble and would be the same for every address (R10).
     */
    private Outcome failure(Exception failure) {
        boolean tookTooLong = ended || has(failure, SocketTimeoutException.class);
        stale = messages > 1 && phase == Phase.SENDER && !tookTooLong && (getLastReturnCode() == 421 || !answered());
        if (answered()) {
            boolean ofThisMail = phase == Phase.RECIPIENT || phase == Phase.DOT;
            return ofThisMail && getLastReturnCode() >= 500
                    ? new Outcome.Rejected(reply())
                    : new Outcome.Retry(reply(), false, !ofThisMail);
        }
        boolean ambiguous = phase == Phase.DOT;
        if (tookTooLong) {
            return new Outcome.Retry("对方服务器未在时限内应答", ambiguous, true);
        }
        if (has(failure, ConnectException.class) || has(failure, UnknownHostException.class)) {
            return new Outcome.Retry("无法连接邮件服务器", false, true);
        }
        String what = phase == Phase.CONNECT ? "无法与邮件服务器建立会话" : "连接中断";
        return new Outcome.Retry(what + "（" + cause(failure).getClass().getSimpleName() + "）", ambiguous, true);
    }

    /** What the network said, where it said something. */
    private static Throwable cause(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof IOException) {
                return each;
            }
        }
        return failure;
    }

    private static boolean has(Throwable failure, Class<? extends Exception> cause) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (cause.isInstance(each)) {
                return true;
            }
        }
        return false;
    }

    /** Its codes (RFC 3463) and words; each line of several begins with the code again. */
    private String reply() {
        return "邮件服务器答复 SMTP " + ServerWords.oneLine(
                getLastServerResponse().replaceFirst("^(\\d{3})-", "$1 ").replaceAll("\\R\\d{3}[ -]?", " "));
    }
}
