package org.duban.task.unit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.duban.task.audit.Audit;
import org.duban.task.event.CloudEvent;
import org.duban.task.outbox.Outbox;
import org.duban.task.unit.ImportPlan.Change;
import org.duban.task.unit.ImportPlan.Known;
import org.duban.task.unit.UnitEvents.Address;

/** Takes thousands of units and contacts at once, in one transaction and a handful of statements. */
@ApplicationScoped
class DirectoryImport {
    private final DataSource database;
    private final DirectoryLock lock;
    private final Outbox outbox;
    private final Audit audit;
    private final Clock clock;

    DirectoryImport(DataSource database, DirectoryLock lock, Outbox outbox, Audit audit, Clock clock) {
        this.database = database;
        this.lock = lock;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /** Plans it, and stores it unless it is a dry run or a line has a problem. */
    @Transactional
    ImportPlan run(SortedMap<Integer, ImportLine> lines, SortedMap<Integer, List<ImportPlan.Problem>> problems,
            boolean dryRun, String actor) {
        lock.take();
        try (Connection connection = database.getConnection()) {
            Map<String, String> owners = new HashMap<>();
            ImportPlan plan = new ImportPlan(units(connection, owners), owners, lines, problems);
            if (!dryRun && plan.problems().isEmpty() && !plan.changes().isEmpty()) {
                store(connection, plan.changes());
                tell(plan.changes(), actor);
            }
            return plan;
        } catch (SQLException e) {
            throw new IllegalStateException("the directory could not be changed", e);
        }
    }

    private static Map<String, Known> units(Connection connection, Map<String, String> owners) throws SQLException {
        Map<String, Known> units = new HashMap<>();
        each(connection, "select code, name, name_key from unit", row -> {
            units.put(row.getString(1), new Known(row.getString(2), new ArrayList<>(), new ArrayList<>()));
            owners.put(row.getString(3), row.getString(1));
        });
        each(connection, "select unit_code, name, name_key from unit_alias order by unit_code, position", row -> {
            units.get(row.getString(1)).aliases().add(row.getString(2));
            owners.put(row.getString(3), row.getString(1));
        });
        each(connection, "select unit_code, role, post, email from contact order by id", row ->
                units.get(row.getString(1)).contacts().add(new Address(Contact.Role.valueOf(row.getString(2)),
                        row.getString(3), row.getString(4))));
        each(connection, "select code, name_key from unit_group", row -> owners.put(row.getString(2), row.getString(1)));
        return units;
    }

    private interface Reading {
        void read(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, String query, Reading reading) throws SQLException {
        try (Statement select = connection.createStatement(); ResultSet row = select.executeQuery(query)) {
            while (row.next()) {
                reading.read(row);
            }
        }
    }

    private static void store(Connection connection, List<Change> changes) throws SQLException {
        List<Change> names = changes.stream().filter(change -> change.name() != null).toList();
        insert(connection, """
                insert into unit (code, name, name_key)
                select * from unnest(?::text[], ?::text[], ?::text[])
                on conflict (code) do update set name = excluded.name, name_key = excluded.name_key, version = unit.version + 1""",
                names, List.of(Change::code, Change::name, change -> Names.key(change.name())));
        record Named(String unit, String name, int position) {}
        List<Change> aliased = changes.stream().filter(change -> change.aliases() != null).toList();
        insert(connection, "delete from unit_alias where unit_code = any(?::text[])", aliased, List.of(Change::code));
        List<Named> aliases = new ArrayList<>();
        aliased.forEach(change -> change.aliases().forEach(alias -> aliases.add(new Named(change.code(), alias, aliases.size()))));
        insert(connection, """
                insert into unit_alias (unit_code, name, name_key, position)
                select unit_code, name, name_key, position::int
                from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as a(unit_code, name, name_key, position)""",
                aliases, List.of(Named::unit, Named::name, alias -> Names.key(alias.name), alias -> String.valueOf(alias.position)));
        record Reached(String unit, Address at) {}
        List<Change> reached = changes.stream().filter(change -> change.contacts() != null).toList();
        insert(connection, "delete from contact where unit_code = any(?::text[])", reached, List.of(Change::code));
        List<Reached> contacts = new ArrayList<>();
        reached.forEach(change -> change.contacts().forEach(contact -> contacts.add(new Reached(change.code(), contact))));
        insert(connection, """
                insert into contact (unit_code, role, post, email)
                select unit_code, role, post, email from unnest(?::text[], ?::text[], ?::text[], ?::text[])
                    with ordinality as c(unit_code, role, post, email, n) order by n""",
                contacts, List.of(Reached::unit, c -> c.at.role().name(), c -> c.at.post(), c -> c.at.email()));
    }

    /** One statement for all; each column is an array. */
    private static <T> void insert(Connection connection, String sql, List<T> rows, List<Function<T, String>> columns)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < columns.size(); i++) {
                statement.setArray(i + 1, connection.createArrayOf("text", rows.stream().map(columns.get(i)).toArray()));
            }
            statement.executeUpdate();
        }
    }

    /** The trail says what changed, not whose addresses they are; the addresses go to their topic. */
    private void tell(List<Change> changes, String actor) {
        Instant now = clock.instant();
        List<Audit.Entry> entries = new ArrayList<>();
        List<CloudEvent> events = new ArrayList<>();
        for (Change change : changes) {
            Known before = change.before();
            entries.add(new Audit.Entry(actor, before == null ? "unit.created" : "unit.imported", "unit", change.code(),
                    before == null ? null : state(before.name(), before.aliases(), before.contacts()),
                    state(name(change), change.aliases() != null || before == null ? change.aliases() : before.aliases(),
                            contacts(change)), null));
            if (change.contacts() != null || before != null && change.name() != null) {
                events.add(UnitEvents.contacts(change.code(), name(change), contacts(change), now));
            }
        }
        audit.record(entries);
        outbox.append(events);
    }

    private static String name(Change change) {
        return change.name() != null ? change.name() : change.before().name();
    }

    private static List<Address> contacts(Change change) {
        return change.contacts() != null ? change.contacts() : change.before() == null ? List.of() : change.before().contacts();
    }

    private static Map<String, Object> state(String name, List<String> aliases, List<Address> contacts) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("name", name);
        state.put("aliases", aliases == null ? List.of() : aliases);
        state.put("contacts", contacts.size());
        return state;
    }
}
