package org.duban.notify.bounce;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.duban.notify.smtp.SmtpSettings.Tls;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;

/**
 * Duban's own mailbox over IMAP. It is opened read-only and nothing in it is marked, moved or deleted, so people may use it
 * too; how far it has been read is kept on our side.
 */
@ApplicationScoped
class Mailbox {

    /** Bytes that are read of a report. What counts of it stands before the message that it may return. */
    static final int LONGEST = 64 << 10;

    private static final String CONTENT_TYPE = "Content-Type";

    private final ImapSettings settings;

    Mailbox(ImapSettings settings) {
        this.settings = settings;
    }

    /** A message that says it is a report, as raw as it came; of a longer one the beginning. */
    record Report(long uid, byte[] raw) {}

    /**
     * What came after a place.
     *
     * @param validity of the numbers (RFC 3501 §2.3.1.1): under another one they begin anew
     * @param last the last number that was looked at, reports or not; the place's own where nothing came
     */
    record Batch(long validity, long last, List<Report> reports, boolean more) {}

    /** The reports among the next messages. Connects anew each time: it is looked at seldom. */
    Batch after(long validity, long uid, int limit) throws MessagingException, IOException {
        try (Store store = Session.getInstance(properties()).getStore(protocol())) {
            store.connect(settings.host().orElseThrow(), settings.port(), settings.user().orElse(""),
                    settings.password().orElse(""));
            if (store instanceof IMAPStore imap && imap.hasCapability("ID")) {
                // Some providers (163, 126) open no folder for a client that does not say what it is (RFC 2971).
                imap.id(Map.of("name", "duban"));
            }
            try (Folder folder = store.getFolder(settings.folder())) {
                folder.open(Folder.READ_ONLY);
                long now = ((UIDFolder) folder).getUIDValidity();
                return read(folder, now, now == validity ? uid : 0, limit);
            }
        }
    }

    private static Batch read(Folder folder, long validity, long after, int limit) throws MessagingException, IOException {
        UIDFolder uids = (UIDFolder) folder;
        List<Message> next = new ArrayList<>();
        for (Message message : uids.getMessagesByUID(after + 1, UIDFolder.LASTUID)) {
            // Where nothing is newer the server names the last one, whatever its number.
            if (message != null && uids.getUID(message) > after && next.size() <= limit) {
                next.add(message);
            }
        }
        boolean more = next.size() > limit;
        Message[] batch = next.subList(0, Math.min(limit, next.size())).toArray(Message[]::new);
        FetchProfile types = new FetchProfile();
        types.add(CONTENT_TYPE);
        folder.fetch(batch, types);
        List<Report> reports = new ArrayList<>();
        long last = after;
        for (Message message : batch) {
            last = uids.getUID(message);
            if (DeliveryReport.isLikely(message.getHeader(CONTENT_TYPE)) && message instanceof IMAPMessage imap) {
                try (InputStream raw = imap.getMimeStream()) {
                    reports.add(new Report(last, raw.readNBytes(LONGEST)));
                }
            }
        }
        return new Batch(validity, last, reports, more);
    }

    private String protocol() {
        return settings.tls() == Tls.TLS ? "imaps" : "imap";
    }

    private Properties properties() {
        String patience = Long.toString(settings.timeout().toMillis());
        Properties properties = new Properties();
        Map.of(
                        "connectiontimeout", patience,
                        "timeout", patience,
                        "writetimeout", patience,
                        "peek", "true",
                        "fetchsize", Integer.toString(LONGEST),
                        "ssl.checkserveridentity", "true",
                        "starttls.enable", Boolean.toString(settings.tls() == Tls.STARTTLS),
                        "starttls.required", Boolean.toString(settings.tls() == Tls.STARTTLS))
                .forEach((name, value) -> properties.setProperty("mail." + protocol() + "." + name, value));
        return properties;
    }
}
