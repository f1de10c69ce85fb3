package org.duban.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;

/** The file that both services read their business clock from at every look: one line, replaced by rename. */
public final class ClockFile {
    private final Path file;
    private final Clock machine;

    public ClockFile(Path file, Clock machine) {
        this.file = file;
        this.machine = machine;
    }

    /** It stands still there. */
    public void freeze(Instant at) {
        write(at + " frozen");
    }

    /** It runs on from there. */
    public void run(Instant from) {
        write(from + " running " + machine.instant());
    }

    private void write(String line) {
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(whole, line);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The clock could not be written to " + file + ".", e);
        }
    }
}
