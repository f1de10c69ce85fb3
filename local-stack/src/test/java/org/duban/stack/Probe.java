package org.duban.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.duban.stack.mail.AcceptedMail;
import org.duban.stack.mail.MailsClient;
import org.duban.stack.mail.Messages;
import org.duban.stack.mail.SmtpSession;

/** Leaves a trace in each part of a stack, and looks for it. */
final class Probe {

    private static final String TOPIC = "probe";

    private final StackAddresses addresses;

    Probe(StackAddresses addresses) {
        this.addresses = addresses;
    }

    void leaveTraces() throws Exception {
        try (Connection connection = connect("task_owner"); Statement sql = connection.createStatement()) {
            sql.execute("CREATE TABLE probe (word text)");
            sql.execute("INSERT INTO probe VALUES ('督办')");
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", addresses.kafka()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get(20, TimeUnit.SECONDS);
        }
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", addresses.kafka()), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, "key", "督办")).get(20, TimeUnit.SECONDS);
        }
        SmtpSession.send(addresses.smtpPort(), Messages.plain("督办"), "unit@honghe.example");
    }

    void findTraces() throws Exception {
        assertEquals(List.of("督办"), query("task_owner", "SELECT word FROM probe"));
        assertEquals(List.of("督办"), records());
        List<AcceptedMail> mails = new MailsClient(addresses.mailsUrl()).all();
        assertEquals(List.of("督办"), mails.stream().map(AcceptedMail::subject).toList());
    }

    /** The rows' first column. */
    List<String> query(String user, String query) throws SQLException {
        try (Connection connection = connect(user);
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    Connection connect(String user) throws SQLException {
        return DriverManager.getConnection(addresses.jdbcUrl(), user, null);
    }

    private List<String> records() {
        // A group of its own each time, to read from the beginning.
        String group = UUID.randomUUID().toString();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", addresses.kafka(), "group.id", group, "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            List<String> values = new ArrayList<>();
            long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (values.isEmpty() && System.nanoTime() < until) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(record.value());
                }
            }
            return values;
        }
    }
}
