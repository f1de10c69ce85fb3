package org.duban.hostile;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Counts the rows that anybody adds, changes or removes in a schema, by triggers of its own: cheap enough to look at after
 * each request, and exact, since what is rolled back is not counted.
 */
public final class Changes implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement last;
    private final List<String> tables = new ArrayList<>();

    /**
     * @param user     may create triggers in the schema
     * @param addedTo  tables of which only additions count: loops of the service change their rows at any time
     */
    public Changes(String jdbcUrl, String user, String schema, Set<String> addedTo) throws SQLException {
        connection = DriverManager.getConnection(jdbcUrl, user, "");
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    create schema hostile;
                    create table hostile.change (id bigserial primary key, what text);
                    create function hostile.count() returns trigger language plpgsql security definer as $$
                    begin
                        insert into hostile.change (what) values (tg_op || ' ' || tg_table_name);
                        return null;
                    end $$""");
            try (ResultSet names = statement.executeQuery("select tablename from pg_tables where schemaname = '" + schema + "'")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            for (String table : tables) {
                statement.execute("create trigger hostile after insert %s on %s.%s for each row execute function hostile.count()"
                        .formatted(addedTo.contains(table) ? "" : "or update or delete", schema, table));
            }
        }
        last = connection.prepareStatement("select coalesce(max(id), 0) from hostile.change");
    }

    /** Rises with each change that is committed. */
    public long count() {
        try (ResultSet row = last.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was changed since, for people. */
    public List<String> since(long count) {
        try (PreparedStatement select = connection.prepareStatement(
                "select what, count(*) from hostile.change where id > ? group by what order by what")) {
            select.setLong(1, count);
            List<String> changes = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    changes.add(row.getString(1) + " × " + row.getLong(2));
                }
            }
            return changes;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection; Statement statement = connection.createStatement()) {
            statement.execute("drop schema hostile cascade");
        }
    }
}
