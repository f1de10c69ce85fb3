package org.duban.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reads a thousand, sends them, waits for the acknowledgements, marks them, commits: and again. */
final class BareRelay implements AutoCloseable {
    private final Connection connection;
    private final KafkaProducer<String, String> producer;

    BareRelay(Bed bed) throws SQLException {
        connection = bed.connection();
        connection.setAutoCommit(false);
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", bed.kafka(), "acks", "all"), new StringSerializer(), new StringSerializer());
    }

    void untilNothingIsLeft() {
        try (PreparedStatement select = connection.prepareStatement(
                        "select seq, topic, key, data from outbox where position is null order by seq limit 1000");
                PreparedStatement update = connection.prepareStatement(
                        "update outbox set published_at = clock_timestamp(), position = seq where seq = any(?)")) {
            List<Long> sent = send(select);
            while (!sent.isEmpty()) {
                update.setArray(1, connection.createArrayOf("int8", sent.toArray()));
                update.executeUpdate();
                connection.commit();
                sent = send(select);
            }
            connection.commit();
        } catch (SQLException | ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private List<Long> send(PreparedStatement select) throws SQLException, ExecutionException, InterruptedException {
        List<Long> seqs = new ArrayList<>();
        List<Future<RecordMetadata>> sends = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                seqs.add(row.getLong(1));
                sends.add(producer.send(new ProducerRecord<>(row.getString(2), row.getString(3), row.getString(4))));
            }
        }
        producer.flush();
        for (Future<RecordMetadata> send : sends) {
            send.get();
        }
        return seqs;
    }

    @Override
    public void close() throws SQLException {
        producer.close();
        connection.close();
    }
}
