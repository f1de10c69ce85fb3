package org.duban.task.listing;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The key that cursors are signed with: made once, kept in the database, the same for every instance. */
@ApplicationScoped
public class CursorKey {
    private static final int BYTES = 32;

    private final DataSource database;
    private volatile byte[] key;

    CursorKey(DataSource database) {
        this.database = database;
    }

    byte[] bytes() {
        if (key == null) {
            key = read();
        }
        return key;
    }

    private byte[] read() {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into secret (name, value) values ('cursor', ?) on conflict do nothing");
                PreparedStatement select = connection.prepareStatement("select value from secret where name = 'cursor'")) {
            insert.setBytes(1, fresh);
            insert.executeUpdate();
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the cursor key could not be read", e);
        }
    }
}
