package org.duban.notify.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.duban.notify.contact.ContactChange;
import org.duban.notify.contact.ContactStore;
import org.duban.notify.inbox.Received.OfContact;
import org.duban.notify.inbox.Received.Poison;
import org.duban.notify.inbox.Received.Understood;
import org.duban.notify.loop.Machine;
import org.duban.notify.mail.Event;
import org.duban.notify.mail.EventData;
import org.duban.notify.mail.Forgetting;
import org.duban.notify.mail.Ledger;
import org.duban.notify.mail.Planner;
import org.duban.notify.picture.PictureStore;
import org.duban.notify.trace.LogIds;
import org.jboss.logging.Logger;

/** Stores what came from Kafka: each batch in one transaction, each event once. */
@ApplicationScoped
class InboxStore {

    private static final Logger LOG = Logger.getLogger(InboxStore.class);

    private final DataSource dataSource;
    private final ContactStore contacts;
    private final PictureStore pictures;
    private final Planner planner;
    private final Ledger ledger;
    private final Forgetting forgetting;
    private final Clock machine;

    InboxStore(
            DataSource dataSource,
            ContactStore contacts,
            PictureStore pictures,
            Planner planner,
            Ledger ledger,
            Forgetting forgetting,
            @Machine Clock machine) {
        this.dataSource = dataSource;
        this.contacts = contacts;
        this.pictures = pictures;
        this.planner = planner;
        this.ledger = ledger;
        this.forgetting = forgetting;
        this.machine = machine;
    }

    /** Stores a batch in the order in which it came. Contacts have no place in the inbox: their last record holds. */
    @Transactional(rollbackOn = Exception.class)
    void store(List<Received> batch) throws SQLException {
        List<Understood> understood = new ArrayList<>();
        List<ContactChange> changes = new ArrayList<>();
        List<Poison> poison = new ArrayList<>();
        for (Received received : batch) {
            if (received instanceof Understood event) {
                understood.add(event);
            } else if (received instanceof OfContact contact) {
                changes.add(contact.change());
            } else if (received instanceof Poison refused) {
                poison.add(refused);
            }
        }
        List<Event> fresh = newOnes(understood);
        pictures.apply(fresh.stream()
                .filter(event -> event.data() instanceof EventData.OfDeadline)
                .map(event -> ((EventData.OfDeadline) event.data()).picture(event.occurredAt()))
                .toList());
        planner.plan(fresh);
        for (Event event : fresh) {
            if (event.data() instanceof EventData.Ended ended) {
                ledger.end(ended.notice().id(), ended.status());
            }
        }
        contacts.apply(changes);
        if (!changes.isEmpty()) {
            ledger.releaseWaiting();
        }
        for (ContactChange change : changes) {
            if (change instanceof ContactChange.UnitContacts unit && unit.forgotten() != null) {
                forgetting.forget(unit.code(), unit.forgotten());
            }
        }
        bury(poison);
    }

    private List<Event> newOnes(List<Understood> events) throws SQLException {
        Map<UUID, Understood> byId = new LinkedHashMap<>();
        events.forEach(event -> byId.putIfAbsent(event.event().id(), event));
        if (byId.isEmpty()) {
            return List.of();
        }
        List<Understood> distinct = List.copyOf(byId.values());
        Set<UUID> inserted = new HashSet<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into inbox (event_id, type, topic, partition, record_offset, received_at)
                        select v.*, ? from unnest(?, ?, ?, ?, ?) as v
                        on conflict do nothing returning event_id""")) {
            insert.setObject(1, now());
            insert.setArray(2, connection.createArrayOf("uuid", byId.keySet().toArray()));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "text",
                            distinct.stream()
                                    .map(each -> each.event().type().wireName())
                                    .toArray()));
            insert.setArray(
                    4,
                    connection.createArrayOf(
                            "text",
                            distinct.stream().map(each -> each.source().topic()).toArray()));
            insert.setArray(
                    5,
                    connection.createArrayOf(
                            "int4",
                            distinct.stream()
                                    .map(each -> each.source().partition())
                                    .toArray()));
            insert.setArray(
                    6,
                    connection.createArrayOf(
                            "int8",
                            distinct.stream()
                                    .map(each -> each.source().offset())
                                    .toArray()));
            try (ResultSet rows = insert.executeQuery()) {
                while (rows.next()) {
                    inserted.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return distinct.stream()
                .map(Understood::event)
                .filter(event -> inserted.contains(event.id()))
                .toList();
    }

    private void bury(List<Poison> poison) throws SQLException {
        if (poison.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into dead_letter (topic, partition, record_offset, record_time, key, headers, value, reason,
                                                 received_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")) {
            for (Poison each : poison) {
                DeadLetter letter = DeadLetter.of(each);
                insert.setString(1, letter.topic);
                insert.setInt(2, letter.partition);
                insert.setLong(3, letter.offset);
                insert.setObject(4, letter.recordTime.atOffset(ZoneOffset.UTC));
                insert.setBytes(5, letter.key);
                insert.setString(6, letter.headers);
                insert.setBytes(7, letter.value);
                insert.setString(8, letter.reason);
                insert.setObject(9, now());
                insert.addBatch();
                LogIds.during(ids(each.source()), () -> LOG.warnf("A record is set aside (%s-%d, offset %d): %s",
                        letter.topic, letter.partition, letter.offset, letter.reason));
            }
            insert.executeBatch();
        }
    }

    /** The id of the event, where it has one: anything may stand there, and not anything belongs into a log. */
    private static Map<String, UUID> ids(ConsumerRecord<byte[], byte[]> record) {
        Header id = record.headers().lastHeader("ce_id");
        try {
            return Map.of(LogIds.EVENT, UUID.fromString(new String(id.value(), StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException | NullPointerException e) {
            return Map.of();
        }
    }

    private OffsetDateTime now() {
        return machine.instant().atOffset(ZoneOffset.UTC);
    }
}
