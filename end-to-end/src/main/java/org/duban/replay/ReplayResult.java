package org.duban.replay;

import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.duban.product.Api;

/**
 * What a replay came to; {@code .local/replay.json}.
 *
 * @param unitMails  mails to units, one per unit and occasion
 * @param lost       planned, not dropped with a reason, never accepted by the mail server
 * @param duplicates the same Message-ID accepted again
 * @param ambiguous  tries of which nobody can know whether the server took the mail (RFC 1047)
 * @param unknown    accepted by the server, and not in the ledger of mails
 * @param events     published on duban.events
 * @param seconds    from the first stop to the last, machine time
 */
public record ReplayResult(String scene, int unitMails, int leaderCopies, int inspectorateMails, int mailboxMails,
        Map<String, Integer> mailsPerUnit, int lost, int duplicates, int ambiguous, int unknown, int open,
        int completed, int overdue, int events, int days, double seconds) {

    static ReplayResult of(String scene, Tally tally, Standing end, int events, int days, double seconds) {
        return new ReplayResult(scene, tally.mails("UNIT"), tally.mails("LEADER"), tally.mails("INSPECTORATE"),
                tally.mails("MAILBOX"), tally.mailsPerUnit(), tally.lost(), tally.duplicates(), tally.ambiguous(),
                tally.unknown(), end.open(), end.completed(), end.overdue(), events, days, seconds);
    }

    public void write(Path file) {
        try {
            Files.writeString(file, Api.JSON.copy().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(this) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be written.", e);
        }
    }
}
