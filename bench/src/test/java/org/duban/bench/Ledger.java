package org.duban.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A register of invented assignments, written set by set. A task has five of them, of five units; ids sort by time of
 * dispatch; old ones are mostly done; each unit has every role, but unit 4 leads in the first notice only. Days are counted from today in Shanghai.
 *
 * @param size      number of assignments
 * @param ofNotice  how many of them one notice has
 * @param units     number of units, five or more
 * @param steps     number of different days in a notice
 * @param allOpen   true: none has been acknowledged yet
 */
record Ledger(int size, int ofNotice, int units, int steps, boolean allOpen) {
    /** Its deadlines, where a {@link Crowd} is beside them. */
    static final String DEADLINES = "id between '00000000-0000-7000-a000-000000000000' and '00000000-0000-7000-a000-ffffffffffff'";

    int notices() {
        return size / ofNotice;
    }

    static String unit(int number) {
        return "B-%04d".formatted(number);
    }

    static String notice(int number) {
        return "00000000-0000-7000-8000-%012x".formatted(number);
    }

    String assignment(int number) {
        return "00000000-0000-7000-b000-%012x".formatted(number);
    }

    /** The number of the unit that the assignment is of. */
    int unitOf(int assignment) {
        return (7 * (assignment / 5) + assignment % 5) % units;
    }

    /** @param connection of a superuser, to a database that task-service has migrated */
    void fill(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            // What is generated fits together; checked row by row it would take hours.
            sql.execute("set session_replication_role = replica");
            sql.execute("set maintenance_work_mem = '1GB'");
            sql.execute("set synchronous_commit = off");
            sql.execute("set search_path = task");
            sql.execute("set time zone 'Asia/Shanghai'");
            // Else checkpoints and autovacuum would come in between, again and again.
            server(sql, "max_wal_size = '16GB'", "autovacuum = off");
            List<String> indexes = dropIndexes(sql, "'assignment', 'task', 'deadline'");
            for (String statement : STATEMENTS) {
                sql.execute(with(statement));
            }
            for (String index : indexes) {
                sql.execute(index);
            }
            sql.execute("vacuum (analyze)");
            sql.execute("checkpoint");
            server(sql, "max_wal_size = '%s'".formatted(Bed.POSTGRES.get("max_wal_size")), "autovacuum = default");
        }
    }

    private static void server(Statement sql, String... settings) throws SQLException {
        for (String setting : settings) {
            sql.execute("alter system set " + setting);
        }
        sql.execute("select pg_reload_conf()");
    }

    /** All but those of constraints; building them at the end takes a third of the time. */
    static List<String> dropIndexes(Statement sql, String tables) throws SQLException {
        List<String> definitions = new ArrayList<>();
        List<String> names = new ArrayList<>();
        try (ResultSet row = sql.executeQuery("""
                select indexdef, indexname from pg_indexes where schemaname = 'task' and tablename in (%s)
                and indexname not in (select conname from pg_constraint)""".formatted(tables))) {
            while (row.next()) {
                definitions.add(row.getString(1));
                names.add(row.getString(2));
            }
        }
        for (String name : names) {
            sql.execute("drop index " + name);
        }
        return definitions;
    }

    private String with(String statement) {
        return statement.replace("$size", String.valueOf(size)).replace("$ofNotice", String.valueOf(ofNotice))
                .replace("$notices", String.valueOf(notices())).replace("$units", String.valueOf(units))
                .replace("$steps", String.valueOf(steps)).replace("$allOpen", String.valueOf(allOpen))
                .replace("$pace", String.valueOf(pace()));
    }

    /** Minutes from one dispatch to the next: what is all open was dispatched in two months, else where there are many, one a day. */
    private int pace() {
        int days = allOpen ? 60 : Math.max(60, notices());
        return days * 24 * 60 / notices();
    }

    private static final List<String> STATEMENTS = List.of("""
            insert into unit (code, name, name_key)
            select 'B-' || lpad(n::text, 4, '0'), '第' || n || '单位', '第' || n || '单位' from generate_series(0, $units - 1) n""", """
            create function bench_notice(n int) returns uuid immutable parallel safe language sql as
            $f$ select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $f$""", """
            create function bench_task(n int) returns uuid immutable parallel safe language sql as
            $f$ select ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid $f$""", """
            create function bench_deadline(notice int, unit int, step int) returns uuid immutable parallel safe language sql as
            $f$ select ('00000000-0000-7000-a000-' || lpad(to_hex((notice::bigint * $units + unit) * $steps + step), 12, '0'))::uuid $f$""", """
            create function bench_dispatched(n int) returns timestamptz stable parallel safe language sql as
            $f$ select current_date + time '09:00' - make_interval(days => 20, mins => ($notices - 1 - n) * $pace) $f$""", """
            insert into notice (id, title, report_by, report_to, contact, sections, findings, status, created_at, dispatched_at)
            select bench_notice(n), '第' || n || '号工作方案', bench_dispatched(n)::date + 40, '第0单位', '[]', '[]', '[]', 'DISPATCHED',
                   bench_dispatched(n), bench_dispatched(n)
            from generate_series(0, $notices - 1) n""", """
            insert into task (id, notice_id, position, ref, number, label, heading, text, units, etc)
            select bench_task(n), bench_notice(n * 5 / $ofNotice), n, n::text, n::text, '(一)-' || n, '(一)聚焦专项治理行动',
                   '开展校园及周边安全隐患排查，建立台账，限期整改，逐项销号，形成长效机制。', '[]', false
            from generate_series(0, $size / 5 - 1) n""", """
            insert into deadline (id, notice_id, unit_code, due, due_text, version)
            select bench_deadline(n, u, s), bench_notice(n), 'B-' || lpad(u::text, 4, '0'),
                   bench_dispatched(n)::date + 10 + 15 * s, '限期', 0
            from generate_series(0, $notices - 1) n, generate_series(0, $units - 1) u, generate_series(0, $steps - 1) s""", """
            insert into assignment (id, notice_id, task_id, unit_code, deadline_id, role, status, original_due, due,
                                    created_at, acknowledged_at, submitted_at, completed_at, returned_at, changed_at)
            select ('00000000-0000-7000-b000-' || lpad(to_hex(g), 12, '0'))::uuid, bench_notice(n), bench_task(t),
                   'B-' || lpad(u::text, 4, '0'), bench_deadline(n, u, s),
                   case when u = 4 and n > 0 and g % 5 = 0 then 'RESPONSIBLE'
                        else (array['LEAD', 'RESPONSIBLE', 'RESPONSIBLE', 'RESPONSIBLE', 'ASSISTING'])[g % 5 + 1] end, status, due, due, at,
                   case when status <> 'AWAITING_ACKNOWLEDGEMENT' then at + interval '1 day' end,
                   case when status in ('SUBMITTED', 'COMPLETED') then at + interval '5 days' end,
                   case when status = 'COMPLETED' then at + interval '6 days' end,
                   case when status = 'IN_PROGRESS' and dice % 10 = 0 then at + interval '7 days' end,
                   at + make_interval(hours => (dice % 200)::int)
            from (select g, g / 5 as t, g / $ofNotice as n, (7 * (g / 5) + g % 5) % $units as u, g / 5 % $steps as s, dice, at,
                         at::date + 10 + 15 * (g / 5 % $steps) as due,
                         case when $allOpen then 'AWAITING_ACKNOWLEDGEMENT'
                              when dice % 1000 < owed then 'AWAITING_ACKNOWLEDGEMENT'
                              when dice % 1000 < 2 * owed then 'IN_PROGRESS'
                              when dice % 1000 < 2 * owed + 60 then 'SUBMITTED'
                              when dice % 1000 < 2 * owed + 100 then 'TERMINATED' else 'COMPLETED' end as status
                  from (select g, abs(hashint4(g)) as dice, at, case when at > current_date - 100 then 200 else 10 end as owed
                        from (select g, bench_dispatched(g / $ofNotice) as at from generate_series(0, $size - 1) g) q) q) q""");
}
