package org.duban.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Writes all rows of both services as they were at one moment, while the services go on. */
final class Backup {
    private final Connection connection;

    Backup(Connection connection) {
        this.connection = connection;
    }

    /**
     * Never overwrites: the file gets its name when it is whole. Only its owner may read it, for it holds what the database
     * holds: addresses, reports, keys.
     */
    Archive.Contents write(Path file) throws IOException, SQLException {
        if (Files.exists(file)) {
            throw new Refused("%s is there already (文件已存在)".formatted(file));
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createFile(part, ownersOnly(file));
        } catch (FileAlreadyExistsException e) {
            throw new Refused("%s is there: a back-up is under way, or one broke off; delete it then (备份正在进行或曾中断)".formatted(part));
        }
        try {
            Archive.Contents contents;
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                contents = write(Channels.newOutputStream(channel));
                // Else a machine that loses power may keep the name and lose what it names.
                channel.force(true);
            }
            Files.move(part, file);
            return contents;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static FileAttribute<?>[] ownersOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }

    private Archive.Contents write(OutputStream stream) throws IOException, SQLException {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        // All that follows sees one moment: of an event, either both services know or neither.
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        Archive.About about = new Archive.About(now(), versions());
        Map<String, Long> rows = new LinkedHashMap<>();
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(stream, 1 << 16));
        entry(zip, Archive.ABOUT, Archive.bytes(about));
        for (String table : Tables.inOrder(connection)) {
            zip.putNextEntry(new ZipEntry(table));
            rows.put(table, copy.copyOut("copy %s to stdout with (format text, header true, encoding 'UTF8')".formatted(table), zip));
            zip.closeEntry();
        }
        entry(zip, Archive.ROWS, Archive.bytes(rows));
        zip.finish();
        zip.flush();
        connection.rollback();
        return new Archive.Contents(about, rows);
    }

    private Map<String, String> versions() throws SQLException {
        Map<String, String> versions = new LinkedHashMap<>();
        for (String schema : Tables.SCHEMAS) {
            versions.put(schema, Tables.version(connection, schema).orElseThrow(
                    () -> new Refused("there is nothing of Duban in schema %s (数据库中没有督办的数据)".formatted(schema))));
        }
        return versions;
    }

    private Instant now() throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("select now()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
