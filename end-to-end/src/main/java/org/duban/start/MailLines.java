package org.duban.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.duban.sample.Sample;
import org.duban.stack.mail.AcceptedMail;
import org.duban.stack.mail.MailStore;

/** Prints a line for each mail that was caught since this was made. */
final class MailLines {
    static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private final Map<String, String> names = Sample.mailboxNames();
    private final Path mails;
    private int printed;
    private long size = -1;

    MailLines(Path mails) {
        this.mails = mails;
        this.printed = read().size();
    }

    /** Those that came since the last time. */
    void print() {
        Path log = mails.resolve("accepted.jsonl");
        long now = size(log);
        if (now == size) {
            return;
        }
        size = now;
        List<AcceptedMail> all = read();
        for (AcceptedMail mail : all.subList(Math.min(printed, all.size()), all.size())) {
            System.out.printf("  %s  %s → %s%n", MINUTE.format(mail.date() == null ? mail.at() : mail.date()), mail.subject(),
                    String.join("、", mail.recipients().stream().map(a -> names.getOrDefault(a, a)).toList()));
        }
        printed = all.size();
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<AcceptedMail> read() {
        try {
            return Files.exists(mails) ? MailStore.read(mails) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
