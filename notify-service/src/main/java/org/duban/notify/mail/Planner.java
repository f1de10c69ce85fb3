package org.duban.notify.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.duban.notify.loop.Machine;

/** Writes the mails that events ask for into the ledger, a batch at a time. Nothing is sent here. */
@ApplicationScoped
public class Planner {

    private final DataSource dataSource;
    private final Clock machine;

    Planner(DataSource dataSource, @Machine Clock machine) {
        this.dataSource = dataSource;
        this.machine = machine;
    }

    /** Plans the mails of events that are new. An event whose mail is there already joins it as a further reason. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void plan(List<Event> events) throws SQLException {
        List<Plan> plans =
                events.stream().flatMap(event -> Plan.of(event).stream()).toList();
        if (plans.isEmpty()) {
            return;
        }
        // In the order of ids, so that two instances that plan the same mails cannot lock each other out.
        Map<UUID, Plan> mails = new TreeMap<>();
        Map<UUID, Event> reasons = new LinkedHashMap<>();
        for (Plan plan : plans) {
            mails.merge(plan.id(), plan, Plan::stronger);
            reasons.put(plan.event().id(), plan.event());
        }
        try (Connection connection = dataSource.getConnection()) {
            join(connection, mails.values());
            insertMails(connection, plans, mails);
            insertReasons(connection, reasons.values());
            try (PreparedStatement link = connection.prepareStatement(
                    "insert into mail_reason (mail_id, event_id) select * from unnest(?, ?) on conflict do nothing")) {
                link.setArray(1, array(connection, "uuid", plans, Plan::id));
                link.setArray(
                        2, array(connection, "uuid", plans, plan -> plan.event().id()));
                link.executeUpdate();
            }
            release(connection, mails.keySet());
        }
    }

    /**
     * What is there already becomes the stronger kind, unless it has gone out. A mail that was dropped is looked at
     * again: what was not owed for the first reason may be owed for this one.
     */
    private void join(Connection connection, Collection<Plan> plans) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update mail m set
                    kind = case when array_position(array['REMINDER', 'CHASE', 'ESCALATION'], v.kind)
                                   > array_position(array['REMINDER', 'CHASE', 'ESCALATION'], m.kind)
                                then v.kind else m.kind end,
                    status = case m.status when 'DROPPED' then 'PLANNED' else m.status end,
                    status_reason = case m.status when 'DROPPED' then null else m.status_reason end,
                    settled_at = case m.status when 'DROPPED' then null else m.settled_at end,
                    due_at = case m.status when 'DROPPED' then ? else m.due_at end
                from unnest(?, ?) as v(id, kind)
                where m.id = v.id and m.status in ('PLANNED', 'WAITING_FOR_ADDRESS', 'TEMPORARY_FAILURE', 'DROPPED')""")) {
            update.setObject(1, now());
            update.setArray(2, array(connection, "uuid", plans, Plan::id));
            update.setArray(3, array(connection, "text", plans, Plan::kind));
            update.executeUpdate();
        }
    }

    private void insertMails(Connection connection, List<Plan> plans, Map<UUID, Plan> mails) throws SQLException {
        // The ledger's order is that of the events.
        List<Plan> inOrder =
                plans.stream().map(Plan::id).distinct().map(mails::get).toList();
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into mail (id, occasion, audience, kind, notice_id, notice_title, unit_code, unit_name, day,
                                  events, status, planned_at, tries)
                select v.*, 'PLANNED', ?, 0
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?::date[], ?::int[]) as v
                on conflict do nothing""")) {
            insert.setObject(1, now());
            insert.setArray(2, array(connection, "uuid", inOrder, Plan::id));
            insert.setArray(
                    3,
                    array(
                            connection,
                            "text",
                            inOrder,
                            plan -> plan.event().data().occasion()));
            insert.setArray(4, array(connection, "text", inOrder, Plan::audience));
            insert.setArray(5, array(connection, "text", inOrder, Plan::kind));
            insert.setArray(
                    6,
                    array(
                            connection,
                            "uuid",
                            inOrder,
                            plan -> plan.event().data().notice().id()));
            insert.setArray(
                    7,
                    array(
                            connection,
                            "text",
                            inOrder,
                            plan -> plan.event().data().notice().title()));
            insert.setArray(
                    8,
                    array(
                            connection,
                            "text",
                            inOrder,
                            plan -> plan.unit() == null ? null : plan.unit().code()));
            insert.setArray(
                    9,
                    array(
                            connection,
                            "text",
                            inOrder,
                            plan -> plan.unit() == null ? null : plan.unit().name()));
            insert.setArray(
                    10,
                    array(
                            connection,
                            "text",
                            inOrder,
                            plan -> plan.event().data().day()));
            insert.setArray(11, array(connection, "int4", inOrder, Plan::events));
            insert.executeUpdate();
        }
    }

    /** A mail of several events goes when the last of them is here: it lists what all of them brought (R7). */
    private void release(Connection connection, Collection<UUID> mails) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update mail m set due_at = ?
                where m.id = any(?) and m.status = 'PLANNED' and m.due_at is null
                  and m.events <= (select count(*) from mail_reason r where r.mail_id = m.id)""")) {
            update.setObject(1, now());
            update.setArray(2, connection.createArrayOf("uuid", mails.toArray()));
            update.executeUpdate();
        }
    }

    private static void insertReasons(Connection connection, Collection<Event> events) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into reason (event_id, type, occurred_at, data, traceparent) values (?, ?, ?, ?, ?) on conflict do nothing")) {
            for (Event event : events) {
                insert.setObject(1, event.id());
                insert.setString(2, event.type().wireName());
                insert.setObject(3, event.occurredAt().atOffset(ZoneOffset.UTC));
                insert.setString(4, event.json());
                insert.setString(5, event.traceparent());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static Array array(Connection connection, String type, Collection<Plan> plans, Function<Plan, ?> value)
            throws SQLException {
        Object[] values = plans.stream()
                .map(value)
                .map(each -> each == null || each instanceof UUID ? each : each.toString())
                .toArray();
        return connection.createArrayOf(type, values);
    }

    private OffsetDateTime now() {
        return machine.instant().atOffset(ZoneOffset.UTC);
    }
}
