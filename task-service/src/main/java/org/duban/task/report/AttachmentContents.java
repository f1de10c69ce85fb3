package org.duban.task.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** The bytes of attachments, in rows of {@value #PIECE} bytes: no more than one is in memory at a time. */
@ApplicationScoped
class AttachmentContents {
    private static final int PIECE = 256 * 1024;

    private final DataSource database;

    AttachmentContents(DataSource database) {
        this.database = database;
    }

    /** In the transaction that is under way. */
    void store(UUID attachment, InputStream content) throws IOException {
        try (Connection connection = database.getConnection(); PreparedStatement insert = connection.prepareStatement(
                "insert into attachment_piece (attachment_id, position, data) values (?, ?, ?)")) {
            insert.setObject(1, attachment);
            byte[] piece = content.readNBytes(PIECE);
            for (int position = 0; piece.length > 0; position++) {
                insert.setInt(2, position);
                insert.setBytes(3, piece);
                insert.executeUpdate();
                piece = content.readNBytes(PIECE);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("an attachment could not be stored", e);
        }
    }

    /** No connection is held while a piece is on its way to a client that may be slow; pieces never change. */
    void copy(UUID attachment, OutputStream to) throws IOException {
        int position = 0;
        for (byte[] piece = read(attachment, position); piece != null; piece = read(attachment, position)) {
            to.write(piece);
            position++;
        }
    }

    private byte[] read(UUID attachment, int position) {
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(
                "select data from attachment_piece where attachment_id = ? and position = ?")) {
            select.setObject(1, attachment);
            select.setInt(2, position);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("an attachment could not be read", e);
        }
    }
}
