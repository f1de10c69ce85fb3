package org.duban.task.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A business clock that lives in a file, so that every process on the machine sees a move at once: it is read at every
 * {@link #instant()}. The file holds one line, {@code 2023-07-19T00:00:00Z frozen}, or
 * {@code 2023-07-19T00:00:00Z running 2026-11-24T22:00:00Z}, where the second instant is the machine's time at which
 * it was set. No file: the machine's time.
 */
final class FileClock extends Clock {
    private final Path file;
    private final Clock machine;

    FileClock(Path file, Clock machine) {
        this.file = file;
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
            throw new UncheckedIOException("the business clock cannot be read", e);
        }
        String[] parts = line.split(" ");
        Instant set = Instant.parse(parts[0]);
        return parts[1].equals("frozen") ? set
                : set.plus(Duration.between(Instant.parse(parts[2]), machine.instant()));
    }

    /** Replaced by rename, so that no reader ever sees half a line. */
    void set(Instant instant, boolean running) {
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(whole, running ? instant + " running " + machine.instant() : instant + " frozen");
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the business clock cannot be written", e);
        }
    }

    @Override
    public ZoneId getZone() {
        return machine.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new FileClock(file, machine.withZone(zone));
    }
}
