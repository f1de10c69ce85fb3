package org.duban.notify.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.duban.notify.contact.ContactChange.Entry;
import org.duban.notify.contact.ContactChange.Gone;
import org.duban.notify.contact.ContactChange.Mailbox;
import org.duban.notify.contact.ContactChange.UnitContacts;

/** Writes the read model, a batch at a time. */
@ApplicationScoped
public class ContactStore {

    private final DataSource dataSource;

    ContactStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Applies the changes in their order: of each key the last one holds. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void apply(List<ContactChange> changes) throws SQLException {
        Map<String, ContactChange> last = new LinkedHashMap<>();
        changes.forEach(change -> last.put(key(change), change));
        if (last.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            clear(connection, last.keySet().toArray(String[]::new));
            insertContacts(connection, last);
            insertMailboxes(connection, last);
        }
    }

    private static String key(ContactChange change) {
        if (change instanceof UnitContacts unit) {
            return unit.code();
        }
        return change instanceof Mailbox mailbox ? mailbox.notice().toString() : ((Gone) change).key();
    }

    private static void clear(Connection connection, String[] keys) throws SQLException {
        Array array = connection.createArrayOf("text", keys);
        try (PreparedStatement contacts = connection.prepareStatement("delete from contact where unit_code = any(?)");
                PreparedStatement mailboxes =
                        connection.prepareStatement("delete from notice_mailbox where notice_id::text = any(?)")) {
            contacts.setArray(1, array);
            contacts.executeUpdate();
            mailboxes.setArray(1, array);
            mailboxes.executeUpdate();
        }
    }

    private static void insertContacts(Connection connection, Map<String, ContactChange> changes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into contact (unit_code, role, email, unit_name, post, rank) values (?, ?, ?, ?, ?, ?)
                on conflict do nothing""")) {
            for (ContactChange change : changes.values()) {
                if (change instanceof UnitContacts unit) {
                    int rank = 0;
                    for (Entry entry : unit.contacts()) {
                        insert.setString(1, unit.code());
                        insert.setString(2, entry.role().name());
                        insert.setString(3, entry.email());
                        insert.setString(4, unit.name());
                        insert.setString(5, entry.post());
                        insert.setInt(6, rank++);
                        insert.addBatch();
                    }
                }
            }
            insert.executeBatch();
        }
    }

    private static void insertMailboxes(Connection connection, Map<String, ContactChange> changes) throws SQLException {
        List<UUID> notices = new ArrayList<>();
        List<String> emails = new ArrayList<>();
        for (ContactChange change : changes.values()) {
            if (change instanceof Mailbox mailbox) {
                notices.add(mailbox.notice());
                emails.add(mailbox.email());
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into notice_mailbox (notice_id, email) select * from unnest(?::uuid[], ?::text[])")) {
            insert.setArray(1, connection.createArrayOf("uuid", notices.toArray()));
            insert.setArray(2, connection.createArrayOf("text", emails.toArray()));
            insert.executeUpdate();
        }
    }
}
