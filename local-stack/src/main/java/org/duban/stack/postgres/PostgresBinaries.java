package org.duban.stack.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory into which the library unpacks PostgreSQL, as {@code PG-<digest>/}. Only the holder of the data
 * directory's lock may use it.
 */
record PostgresBinaries(Path directory) {

    /** The name of the file that is in {@code PG-<digest>/} only while it is being unpacked. */
    private static final String UNPACKING = "epg-lock";

    /** Makes the directory ready for the library. */
    void prepare() throws IOException {
        Files.createDirectories(directory);
        // The library would else make, and tidy, a directory under /tmp for instances that we do not use.
        System.setProperty("ot.epg.working-dir", directory.toString());
        for (Path unpacked : unpacked()) {
            if (Files.exists(unpacked.resolve(UNPACKING))) {
                // Killed while unpacking: the library would keep the torn files.
                deleteAll(unpacked);
            }
        }
    }

    /** The library lets everybody write here; nobody but the owner needs to. */
    void protect() {
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
