package org.duban.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.duban.product.Api;
import org.duban.stack.mail.AcceptedMail;
import org.duban.stack.mail.MailStore;

/**
 * Holds what notify-service says it sent against what the mail server accepted. Counts are of what was accepted; the
 * ledger only tells what each Message-ID was.
 */
final class Tally {
    /** What one accepted mail was. */
    private record Sent(String audience, String unit, String day, String mail) {}

    private final Map<String, Sent> ledger = new HashMap<>();
    private final Set<String> owed = new HashSet<>();
    private final List<AcceptedMail> accepted;
    private int ambiguous;
    private int undelivered;

    private Tally(List<AcceptedMail> accepted) {
        this.accepted = accepted;
    }

    static Tally of(Api notifications, String notice, Path mails) {
        try {
            Tally tally = new Tally(MailStore.read(mails));
            for (JsonNode summary : notifications.all("/api/v1/mails?notice=" + notice)) {
                tally.add(notifications.get("/api/v1/mails/" + summary.path("id").asText()));
            }
            return tally;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(JsonNode detail) {
        JsonNode mail = detail.path("mail");
        Sent sent = new Sent(mail.path("audience").asText(), mail.path("unit").path("code").asText(null),
                mail.path("day").asText(), mail.path("id").asText());
        boolean dropped = mail.path("status").asText().equals("DROPPED");
        if (!dropped && detail.path("deliveries").isEmpty()) {
            undelivered++;
        }
        for (JsonNode delivery : detail.path("deliveries")) {
            ledger.put(delivery.path("messageId").asText(), sent);
            if (!delivery.path("status").asText().equals("DROPPED")) {
                owed.add(delivery.path("messageId").asText());
            }
            for (JsonNode attempt : delivery.path("attempts")) {
                ambiguous += attempt.path("outcome").asText().equals("AMBIGUOUS") ? 1 : 0;
            }
        }
    }

    /** Distinct mails to that audience that were accepted. */
    int mails(String audience) {
        return (int) distinct().stream().filter(sent -> sent.audience.equals(audience)).map(Sent::mail).distinct().count();
    }

    int mails(String audience, String day) {
        return (int) distinct().stream().filter(sent -> sent.audience.equals(audience) && sent.day.equals(day))
                .map(Sent::mail).distinct().count();
    }

    /** Mails to the unit itself, by the unit's code. */
    Map<String, Integer> mailsPerUnit() {
        Map<String, Integer> counts = new TreeMap<>();
        distinct().stream().filter(sent -> sent.audience.equals("UNIT")).forEach(sent -> counts.merge(sent.unit, 1, Integer::sum));
        return counts;
    }

    /** Planned, not dropped with a reason, and never accepted. */
    int lost() {
        Set<String> missing = new HashSet<>(owed);
        accepted.forEach(mail -> missing.remove(mail.messageId()));
        return missing.size() + undelivered;
    }

    /** Accepted more than once under one Message-ID. */
    int duplicates() {
        Set<String> seen = new HashSet<>();
        return (int) accepted.stream().filter(mail -> !seen.add(mail.messageId())).count();
    }

    /** Accepted, and unknown to the ledger: must be none. */
    int unknown() {
        return (int) accepted.stream().filter(mail -> !ledger.containsKey(mail.messageId())).count();
    }

    /** Tries of which nobody can know whether the server took the mail. */
    int ambiguous() {
        return ambiguous;
    }

    private List<Sent> distinct() {
        Map<String, Sent> distinct = new LinkedHashMap<>();
        for (AcceptedMail mail : accepted) {
            Sent sent = ledger.get(mail.messageId());
            if (sent != null) {
                distinct.put(mail.messageId(), sent);
            }
        }
        return new ArrayList<>(distinct.values());
    }
}
