package org.duban.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Open deadlines in large number, without their notices, units and assignments, at which nothing looks before they are
 * due. A thousand, evenly among the others, are due on the first morning, the others on two hundred mornings after it.
 */
record Crowd(int size) {
    static final int DUE = 1000;
    /** So far ahead that no clock of a benchmark comes there. */
    static final String MORNING = "2100-01-04T00:30:00Z";
    /** Nothing of them is due. */
    static final String BEFORE = "2100-01-03T00:30:00Z";

    /** @param connection of a superuser, to a database that task-service has migrated and that runs no tick yet by a later clock */
    void fill(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("set session_replication_role = replica");
            sql.execute("set maintenance_work_mem = '512MB'");
            sql.execute("set synchronous_commit = off");
            sql.execute("set search_path = task");
            List<String> indexes = Ledger.dropIndexes(sql, "'deadline'");
            sql.execute("""
                    insert into deadline (id, notice_id, unit_code, due, version, next_rung, next_at, calendar_version)
                    select ('00000000-0000-7000-c000-' || lpad(to_hex(n), 12, '0'))::uuid,
                           ('00000000-0000-7000-c100-' || lpad(to_hex(n / 1000), 12, '0'))::uuid,
                           'C-' || lpad((n %% 1000)::text, 4, '0'), '2100-01-07', 1, 'T-3',
                           timestamptz '%s' + make_interval(days => case when n %% %d = 0 then 0 else 1 + n / 10 %% 200 end),
                           (select version from calendar_version)
                    from generate_series(0, %d - 1) n""".formatted(MORNING, size / DUE, size));
            for (String index : indexes) {
                sql.execute(index);
            }
            sql.execute("vacuum (analyze) deadline");
            sql.execute("checkpoint");
        }
    }
}
