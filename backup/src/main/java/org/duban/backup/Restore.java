package org.duban.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;

/**
 * Makes the tables as they were in the back-up's version, fills them in one transaction, and leaves the system held. The services
 * must be stopped; when they start, they bring the tables to their own version.
 */
final class Restore {
    /** Higher than anything that anybody may have seen of what is lost: as much is left out wherever something is numbered. */
    private static final int LEAP = 1_000_000;
    /** Held on to, else its level would be forgotten. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    static {
        // Of its talk only what is wrong.
        FLYWAY.setLevel(Level.WARNING);
    }

    private final Database database;

    Restore(Database database) {
        this.database = database;
    }

    /**
     * Never overwrites.
     *
     * @throws Refused where the file is damaged, or the database is not empty
     */
    Archive.Contents read(Path file) throws IOException, SQLException {
        Archive.About about = Archive.check(file).about();
        try (Connection connection = database.connect()) {
            refuseUnlessEmpty(connection);
            makeTables(connection, about);
            connection.setAutoCommit(false);
            Archive.Contents contents = fill(connection, file);
            goOnFromHere(connection, about);
            connection.commit();
            connection.setAutoCommit(true);
            run(connection, "analyze");
            return contents;
        }
    }

    private static void refuseUnlessEmpty(Connection connection) throws SQLException {
        for (String schema : Tables.SCHEMAS) {
            if (Tables.owner(connection, schema).isEmpty()) {
                throw new Refused("there is no schema %s: make the users and schemas first (请先建立用户和模式)".formatted(schema));
            }
        }
        // What a migration itself puts there; a service that has run leaves more.
        List<String> filled = Tables.filled(connection).stream().filter(table -> !table.equals("task.calendar_version")).toList();
        if (!filled.isEmpty()) {
            throw new Refused("the database is not empty, and nothing is overwritten; there are rows in %s (数据库中已有数据，不会覆盖)"
                    .formatted(String.join(", ", filled)));
        }
    }

    static void makeTables(Connection connection, Database database, String schema, String version) throws SQLException {
        String owner = Tables.owner(connection, schema).orElseThrow();
        Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .initSql("set role \"%s\"".formatted(owner))
                .schemas(schema)
                .createSchemas(false)
                .locations("classpath:migration/" + schema)
                .target(version)
                // The service gives itself its rights when it starts.
                .placeholders(Map.of("service", owner))
                .load()
                .migrate();
    }

    private void makeTables(Connection connection, Archive.About about) throws SQLException {
        for (String schema : Tables.SCHEMAS) {
            String version = about.versions().get(schema);
            makeTables(connection, database, schema, version);
            String made = Tables.version(connection, schema).orElse("none");
            if (!made.equals(version)) {
                throw new Refused("schema %s is of version %s, the back-up of %s: drop the schema, make it anew, restore again (模式版本与备份不同)"
                        .formatted(schema, made, version));
            }
        }
    }

    private static Archive.Contents fill(Connection connection, Path file) throws IOException, SQLException {
        for (String table : Tables.filled(connection)) {
            run(connection, "delete from " + table);
        }
        PGConnection postgres = connection.unwrap(PGConnection.class);
        return Archive.read(file, new Archive.Reading() {
            @Override
            public void about(Archive.About about) {
                // It is known already.
            }

            @Override
            public long table(String name, InputStream rows) throws IOException, SQLException {
                return postgres.getCopyAPI().copyIn(
                        "copy %s from stdin with (format text, header match, encoding 'UTF8')".formatted(name), rows);
            }
        });
    }

    /** Numbers that others have seen since the back-up must not come again for something else. */
    private static void goOnFromHere(Connection connection, Archive.About about) throws IOException, SQLException {
        for (String column : Tables.numbered(connection)) {
            String table = column.substring(0, column.lastIndexOf('.'));
            String name = column.substring(column.lastIndexOf('.') + 1);
            String next = Tables.names(connection, "select coalesce(max(%s), 0) + 1 + %d from %s".formatted(name, LEAP, table)).get(0);
            run(connection, "alter table %s alter column %s restart with %s".formatted(table, name, next));
        }
        try (InputStream script = Restore.class.getResourceAsStream("restored.sql")) {
            run(connection, new String(script.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${taken}", about.taken().toString()).replace("${leap}", String.valueOf(LEAP)));
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
