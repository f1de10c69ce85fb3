package org.duban.notify.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The business clock of local mode, kept in a file of one line: {@code INSTANT frozen}, or
 * {@code INSTANT running SET_AT}, where SET_AT is the machine's instant at which it was set. Without the file it is the
 * machine's clock. The file is read at every call, so that a move is seen at once.
 */
final class FileClock extends Clock {

    private final Path file;
    private final ZoneId zone;
    private final Clock machine;

    FileClock(Path file, ZoneId zone, Clock machine) {
        this.file = file;
        this.zone = zone;
        this.machine = machine;
    }

    @Override
    public Instant instant() {
        String line;
        try {
            line = Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            return machine.instant();
        } catch (IOException e) {
            throw new UncheckedIOException("the file of the business clock cannot be read", e);
        }
        String[] words = line.split(" ");
        try {
            if (words.length == 2 && words[1].equals("frozen")) {
                return Instant.parse(words[0]);
            }
            if (words.length == 3 && words[1].equals("running")) {
                return Instant.parse(words[0]).plus(Duration.between(Instant.parse(words[2]), machine.instant()));
            }
        } catch (DateTimeException e) {
            throw new IllegalStateException("the file of the business clock holds no instant", e);
        }
        throw new IllegalStateException("the file of the business clock holds neither 'frozen' nor 'running'");
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new FileClock(file, other, machine);
    }
}
