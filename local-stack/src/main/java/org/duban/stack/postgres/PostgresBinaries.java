package org.duban.stack.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.duban.stack.StackProcess;

/**
 * The directory into which the library unpacks PostgreSQL, as {@code PG-<digest>/}: once for all stacks, since it takes as long as
 * all the rest of a start.
 */
record PostgresBinaries(Path directory) {

    /** The name of the file that is in {@code PG-<digest>/} only while it is being unpacked. */
    private static final String UNPACKING = "epg-lock";

    /** Beside the jar that they come with; under the data where nobody may write there. */
    static PostgresBinaries of(Path home) {
        Path target = StackProcess.codeSource().getParent();
        return new PostgresBinaries(Files.isWritable(target) ? target.resolve("postgres") : home.resolve("bin"));
    }

    /** For a server that runs from here. */
    EmbeddedPostgres.Builder builder() {
        // The library would else make, and tidy, a directory under /tmp for instances that we do not use.
        System.setProperty("ot.epg.working-dir", directory.toString());
        return EmbeddedPostgres.builder().setOverrideWorkingDirectory(directory.toFile());
    }

    /** Starts a server while no other stack does: whoever comes first unpacks, and the others find all of it. */
    EmbeddedPostgres start(EmbeddedPostgres.Builder server) throws IOException {
        synchronized (PostgresBinaries.class) {
            Files.createDirectories(directory);
            try (FileChannel file = FileChannel.open(
                    directory.resolve("start.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // It ends with the channel.
                file.lock();
                removeTorn();
                return server.start();
            } finally {
                protect();
            }
        }
    }

    /** Killed while unpacking: the library would keep the torn files. */
    private void removeTorn() throws IOException {
        for (Path unpacked : unpacked()) {
            if (Files.exists(unpacked.resolve(UNPACKING))) {
                deleteAll(unpacked);
            }
        }
    }

    /** The library lets everybody write here; nobody but the owner needs to. */
    private void protect() {
        directory.toFile().setWritable(false, false);
        directory.toFile().setWritable(true, true);
    }

    /** The program that stops a server, if PostgreSQL was ever unpacked here. */
    Optional<Path> pgCtl() throws IOException {
        return unpacked().stream()
                .map(unpacked -> unpacked.resolve("bin").resolve(windows() ? "pg_ctl.exe" : "pg_ctl"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private List<Path> unpacked() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(child -> child.getFileName().toString().startsWith("PG-")).toList();
        }
    }

    private static boolean windows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    private static void deleteAll(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
