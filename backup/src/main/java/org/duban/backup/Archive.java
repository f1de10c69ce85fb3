package org.duban.backup;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * The file of a back-up: a zip. First {@code about}, then each table by its name as PostgreSQL's COPY writes it (text, with a
 * line of its columns), last {@code rows}, the number of rows of each: a file without it is not whole.
 */
final class Archive {
    static final String ABOUT = "about";
    static final String ROWS = "rows";
    private static final String FORMAT = "1";

    private Archive() {}

    /**
     * What stands first in the file.
     *
     * @param taken    how far it knows: the moment of the snapshot
     * @param versions of the schemas, by their names
     */
    record About(Instant taken, Map<String, String> versions) {}

    /** @param rows by table, in the order of the file */
    record Contents(About about, Map<String, Long> rows) {}

    /** Takes the tables of a file, one after another. */
    interface Reading {
        /** Before the first table. */
        void about(About about) throws IOException, SQLException;

        /** @return how many rows it had */
        long table(String name, InputStream rows) throws IOException, SQLException;
    }

    /** Reads the whole file, and finds what is missing or damaged. */
    static Contents check(Path file) throws IOException, SQLException {
        return read(file, new Reading() {
            @Override
            public void about(About about) {
                // Nothing is done with it.
            }

            @Override
            public long table(String name, InputStream rows) throws IOException {
                return Math.max(0, lines(rows) - 1);
            }
        });
    }

    /** @throws Refused where the file is not whole, or not ours */
    static Contents read(Path file, Reading reading) throws IOException, SQLException {
        Map<String, Long> rows = new LinkedHashMap<>();
        About about = null;
        try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (about == null) {
                    about = about(entry.getName(), zip);
                    reading.about(about);
                } else if (entry.getName().equals(ROWS)) {
                    refuseUnless(properties(zip).equals(properties(rows)), "the numbers of rows are not those that were written");
                    return new Contents(about, rows);
                } else {
                    rows.put(entry.getName(), reading.table(entry.getName(), unclosed(zip)));
                }
            }
        } catch (ZipException | EOFException e) {
            throw new Refused("the file is damaged or not whole (备份文件损坏或不完整): " + e.getMessage());
        }
        throw new Refused("the file is not whole, or no back-up of Duban (备份文件不完整，或不是督办的备份)");
    }

    private static About about(String name, InputStream content) throws IOException {
        refuseUnless(name.equals(ABOUT), "it is no back-up of Duban");
        Properties known = properties(content);
        refuseUnless(FORMAT.equals(known.getProperty("format")), "it is of a format that this program does not know");
        Map<String, String> versions = new LinkedHashMap<>();
        Tables.SCHEMAS.forEach(schema -> versions.put(schema, known.getProperty(schema)));
        return new About(Instant.parse(known.getProperty("taken")), versions);
    }

    static byte[] bytes(About about) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("format", FORMAT);
        properties.setProperty("taken", about.taken.toString());
        about.versions.forEach(properties::setProperty);
        return bytes(properties);
    }

    static byte[] bytes(Map<String, Long> rows) throws IOException {
        return bytes(properties(rows));
    }

    private static byte[] bytes(Properties properties) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        properties.store(written, null);
        return written.toByteArray();
    }

    private static Properties properties(Map<String, Long> rows) {
        Properties properties = new Properties();
        rows.forEach((table, count) -> properties.setProperty(table, String.valueOf(count)));
        return properties;
    }

    private static Properties properties(InputStream content) throws IOException {
        Properties properties = new Properties();
        properties.load(new ByteArrayInputStream(content.readAllBytes()));
        return properties;
    }

    private static void refuseUnless(boolean good, String why) {
        if (!good) {
            throw new Refused("the file is refused (拒绝此文件): " + why);
        }
    }

    private static long lines(InputStream content) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long lines = 0;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            for (int i = 0; i < read; i++) {
                lines += buffer[i] == '\n' ? 1 : 0;
            }
        }
        return lines;
    }

    /** The driver closes what it has read to its end; the other tables follow. */
    private static InputStream unclosed(InputStream zip) {
        return new FilterInputStream(zip) {
            @Override
            public void close() {
                // The file is closed by who opened it.
            }
        };
    }
}
