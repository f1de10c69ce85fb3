package org.duban.notify.bounce;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.duban.notify.bounce.DeliveryReport.Recipient;
import org.duban.notify.loop.Loop;
import org.duban.notify.mail.Returns;
import org.duban.notify.schema.Tables;
import org.duban.notify.smtp.SmtpSettings.Tls;
import org.jboss.logging.Logger;

/**
 * Reads reports of delivery and tells the ledger what came back (R10). A report counts only for a message of the ledger, and
 * only against the address that this message went to, whatever it names itself.
 */
@ApplicationScoped
public class Bounces {

    private static final Logger LOG = Logger.getLogger(Bounces.class);
    private static final int BATCH = 200;

    private final ImapSettings settings;
    private final Mailbox mailbox;
    private final Returns returns;
    private final MeterRegistry meters;
    private final Loop loop;

    /** What became of a report. */
    enum Verdict {
        /** The address is flagged. */
        RETURNED,
        /** It was told before. */
        REPEATED,
        /** Still being tried: nothing to do yet. */
        DELAYED,
        /** It arrived, or went on. */
        ARRIVED,
        /** No message of ours, or none of its recipients: forged, or another system's. */
        STRANGE,
        MALFORMED
    }

    Bounces(ImapSettings settings, Mailbox mailbox, Returns returns, MeterRegistry meters) {
        this.settings = settings;
        this.mailbox = mailbox;
        this.returns = returns;
        this.meters = meters;
        this.loop = new Loop("bounces", settings.poll(), this::tick);
    }

    /** Reads the next reports. A server that is away, or slow, is asked again after the poll time; nothing is passed over. */
    boolean tick() throws MessagingException, IOException {
        String name = settings.user().orElse("") + "@" + settings.host().orElseThrow() + "/" + settings.folder();
        MailboxPlace place = QuarkusTransaction.requiringNew().call(() -> MailboxPlace.of(name));
        Mailbox.Batch batch = mailbox.after(place.validity, place.uid, BATCH);
        for (Mailbox.Report report : batch.reports()) {
            count(judge(report));
        }
        if (batch.validity() != place.validity || batch.last() != place.uid) {
            QuarkusTransaction.requiringNew()
                    .run(() -> MailboxPlace.reached(name, batch.validity(), batch.last()));
        }
        return batch.more();
    }

    private Verdict judge(Mailbox.Report raw) {
        try {
            DeliveryReport report = DeliveryReport.read(raw.raw());
            Optional<Recipient> about = returns.addressOf(report.messageId()).flatMap(report::about);
            if (about.isEmpty()) {
                return Verdict.STRANGE;
            }
            return switch (about.get().action()) {
                case FAILED -> returns.keep(report.messageId(), about.get().reason()) ? Verdict.RETURNED : Verdict.REPEATED;
                case DELAYED -> Verdict.DELAYED;
                case DELIVERED, RELAYED, EXPANDED -> Verdict.ARRIVED;
            };
        } catch (DeliveryReport.Malformed e) {
            LOG.warnf("The report of delivery with number %d cannot be understood: %s", raw.uid(), e.getMessage());
            return Verdict.MALFORMED;
        }
    }

    private void count(Verdict verdict) {
        meters.counter("duban.bounce.reports", "verdict", verdict.name().toLowerCase(Locale.ROOT)).increment();
    }

    void refusePasswordInClear(@Observes StartupEvent event) {
        if (settings.host().isPresent() && settings.tls() == Tls.NONE && !isLoopback(settings.host().get())) {
            throw new IllegalStateException("DUBAN_IMAP_HOST is set, so DUBAN_IMAP_TLS must be STARTTLS or TLS");
        }
    }

    void start(@Observes Tables.Ready event) {
        if (settings.host().isEmpty()) {
            return;
        }
        // There from the beginning, so that the first one is seen as a rise.
        Arrays.stream(Verdict.values()).forEach(verdict -> meters.counter(
                "duban.bounce.reports", "verdict", verdict.name().toLowerCase(Locale.ROOT)));
        loop.start();
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.stop();
        loop.join(Duration.ofSeconds(5));
    }
}
