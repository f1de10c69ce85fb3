package org.duban.task.unit;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** One change of the directory at a time: a name is unique over units, groups and aliases, which no one key can say. */
@ApplicationScoped
class DirectoryLock {
    private static final long LOCK = 0x6475_6261_6e00_0002L;

    private final DataSource database;

    DirectoryLock(DataSource database) {
        this.database = database;
    }

    /** Held until the transaction ends; taken before any row, so that two changes cannot wait for each other. */
    void take() {
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement()) {
            sql.execute("select pg_advisory_xact_lock(" + LOCK + ")");
        } catch (SQLException e) {
            throw new IllegalStateException("the directory could not be locked", e);
        }
    }
}
