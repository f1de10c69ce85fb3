package org.duban.notify.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Blanks an address that a unit no longer has, in all that was kept of it: that somebody was told stays, where is forgotten. In
 * its place stands # and the delivery's id, elsewhere a dash.
 */
@ApplicationScoped
public class Forgetting {

    private static final String KNOWN = """
            select address from (
                select d.address from mail m join delivery d on d.mail_id = m.id where m.unit_code = ?
                union select address from flagged_address) known
            where encode(sha256(convert_to(address, 'UTF8')), 'hex') = ? limit 1""";

    /** The words of servers name addresses, and so do the briefings of the notices that the unit has a part in. */
    private static final String[] BLANK = {
        """
        update attempt a set reason = regexp_replace(a.reason, '***=' || v.address, '—', 'gi')
        from (select ?::text as unit, ?::text as address) v, mail m join delivery d on d.mail_id = m.id
        where m.unit_code = v.unit and d.address = v.address and a.delivery_id = d.id and a.reason ~* ('***=' || v.address)""",
        """
        update mail m set
            status_reason = regexp_replace(m.status_reason, '***=' || v.address, '—', 'gi'),
            subject = regexp_replace(m.subject, '***=' || v.address, '—', 'gi'),
            html = regexp_replace(m.html, '***=' || v.address, '—', 'gi'),
            text = regexp_replace(m.text, '***=' || v.address, '—', 'gi')
        from (select ?::text as unit, ?::text as address) v
        where m.notice_id in (select o.notice_id from mail o where o.unit_code = v.unit)
          and (m.unit_code = v.unit or m.audience = 'MAILBOX')
          and concat(m.status_reason, m.subject, m.html, m.text) ~* ('***=' || v.address)""",
        """
        update delivery d set address = '#' || d.id, reason = regexp_replace(d.reason, '***=' || v.address, '—', 'gi')
        from (select ?::text as unit, ?::text as address) v join mail m on m.unit_code = v.unit
        where d.mail_id = m.id and d.address = v.address""",
        """
        delete from flagged_address f using (select ?::text as unit, ?::text as address) v
        where f.address = v.address and not exists (select from contact c where c.email = v.address)
          and not exists (select from notice_mailbox b where b.email = v.address)""",
        """
        update idempotency_key k set answer = regexp_replace(k.answer, '***=' || v.address, '—', 'gi')
        from (select ?::text as unit, ?::text as address) v where k.answer ~* ('***=' || v.address)"""
    };

    private final DataSource dataSource;

    Forgetting(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * After the unit's contacts were replaced.
     *
     * @param hash SHA-256 of the address, in hexadecimal
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void forget(String unit, String hash) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            String address = known(connection, unit, hash);
            if (address != null) {
                for (String blank : BLANK) {
                    update(connection, blank, unit, address);
                }
            }
            // A record of contacts is not read again: there is nothing to be kept in it.
            update(connection, """
                    update dead_letter set value = null
                    where topic = 'duban.contacts' and key = convert_to(?, 'UTF8') and value is not null""", unit);
        }
    }

    private static String known(Connection connection, String unit, String hash) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            select.setString(1, unit);
            select.setString(2, hash);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    private static void update(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setString(i + 1, values[i]);
            }
            update.executeUpdate();
        }
    }
}
