package org.duban.notify.listing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The key that cursors are signed with: made once, kept in the database, the same for every instance. */
@ApplicationScoped
class CursorKey {

    private static final int BYTES = 32;

    private final DataSource dataSource;
    private volatile byte[] key;

    CursorKey(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** In a transaction of its own: a key that a failed request took back would sign nothing. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    byte[] bytes() throws SQLException {
        if (key == null) {
            key = read();
        }
        return key;
    }

    private byte[] read() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select value from secret where name = 'cursor'")) {
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    return row.getBytes(1);
                }
            }
            byte[] fresh = new byte[BYTES];
            new SecureRandom().nextBytes(fresh);
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into secret (name, value) values ('cursor', ?) on conflict do nothing")) {
                insert.setBytes(1, fresh);
                insert.executeUpdate();
            }
            // Another instance may have been faster: its key holds.
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        }
    }
}
