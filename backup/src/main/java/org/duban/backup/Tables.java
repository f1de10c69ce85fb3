package org.duban.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the database says of the tables of both services. */
final class Tables {
    /** The schemas of the services, in the order in which they are written. */
    static final List<String> SCHEMAS = List.of("task", "notify");
    /** Flyway's own; whoever makes the tables makes it. */
    private static final String HISTORY = "flyway_schema_history";

    private Tables() {}

    /** Every table as schema.table, each after those that it refers to. */
    static List<String> inOrder(Connection connection) throws SQLException {
        return names(connection, """
                with recursive tables as (
                    select c.oid, n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname in ('task', 'notify') and c.relkind = 'r' and c.relname <> '%s'),
                depth(oid, level) as (
                    select oid, 0 from tables
                    union all
                    select f.conrelid, d.level + 1 from depth d join pg_constraint f on f.confrelid = d.oid
                    where f.contype = 'f' and f.conrelid <> f.confrelid)
                select t.nspname || '.' || t.relname from tables t join depth d using (oid)
                group by t.nspname, t.relname order by max(d.level), t.nspname desc, t.relname""".formatted(HISTORY));
    }

    /** Every column that the database itself numbers, as schema.table.column. */
    static List<String> numbered(Connection connection) throws SQLException {
        return names(connection, """
                select n.nspname || '.' || c.relname || '.' || a.attname
                from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
                where n.nspname in ('task', 'notify') and c.relkind = 'r' and a.attidentity <> '' and not a.attisdropped
                order by 1""");
    }

    /** Those that hold a row. */
    static List<String> filled(Connection connection) throws SQLException {
        List<String> filled = new ArrayList<>();
        for (String table : inOrder(connection)) {
            if (!names(connection, "select 'a row' from %s limit 1".formatted(table)).isEmpty()) {
                filled.add(table);
            }
        }
        return filled;
    }

    /** Who owns the schema; empty where there is no such schema. */
    static Optional<String> owner(Connection connection, String schema) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select pg_get_userbyid(nspowner) from pg_namespace where nspname = ?")) {
            select.setString(1, schema);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** The last migration of the schema; empty where its tables were never made. */
    static Optional<String> version(Connection connection, String schema) throws SQLException {
        if (names(connection, "select 'is there' where to_regclass('%s.%s') is not null".formatted(schema, HISTORY)).isEmpty()) {
            return Optional.empty();
        }
        return names(connection, "select version from %s.%s where success and version is not null order by installed_rank desc limit 1"
                .formatted(schema, HISTORY)).stream().findFirst();
    }

    static List<String> names(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            List<String> names = new ArrayList<>();
            while (row.next()) {
                names.add(row.getString(1));
            }
            return names;
        }
    }
}
