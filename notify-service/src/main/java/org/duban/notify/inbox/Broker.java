package org.duban.notify.inbox;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** What the broker is asked beside the records themselves. Every question has a time-out. */
@ApplicationScoped
public class Broker {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Map<String, String> KEPT = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            Long.toString(Duration.ofDays(90).toMillis()));
    private static final Map<String, String> COMPACTED =
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);

    private final KafkaSettings settings;
    private Admin admin;

    Broker(KafkaSettings settings) {
        this.settings = settings;
    }

    /** Creates the topics that are missing: task-service does the same for those of its own, whoever comes first. */
    void ensureTopics() throws InterruptedException, ExecutionException, TimeoutException {
        List<NewTopic> topics = List.of(
                topic(Topics.EVENTS, settings.partitions(), Topics.LARGEST, KEPT),
                topic(Topics.CONTACTS, settings.partitions(), Topics.LARGEST, COMPACTED),
                topic(Topics.DEAD_LETTERS, 1, Topics.LARGEST_DEAD_LETTER, KEPT));
        for (KafkaFuture<Void> created :
                admin().createTopics(topics).values().values()) {
            try {
                await(created, PATIENCE);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private NewTopic topic(String name, int partitions, int largest, Map<String, String> kept) {
        Map<String, String> all = new HashMap<>(kept);
        all.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(largest));
        return new NewTopic(name, partitions, settings.replication()).configs(all);
    }

    /** Whether the broker answers within the time. */
    public boolean answers(Duration patience) throws InterruptedException {
        try {
            await(admin().describeCluster().clusterId(), patience);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** Records of both topics that are not stored yet; -1 where the broker does not answer. */
    public long lag() throws InterruptedException {
        try {
            Map<String, TopicDescription> topics =
                    await(admin().describeTopics(Topics.ALL).allTopicNames(), PATIENCE);
            List<TopicPartition> partitions = topics.values().stream()
                    .flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                    .toList();
            Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
            Map<TopicPartition, Long> starts = offsets(partitions, OffsetSpec.earliest());
            Map<TopicPartition, OffsetAndMetadata> committed =
                    await(admin().listConsumerGroupOffsets(Topics.GROUP).partitionsToOffsetAndMetadata(), PATIENCE);
            return partitions.stream()
                    .mapToLong(partition -> {
                        OffsetAndMetadata stored = committed.get(partition);
                        return ends.get(partition) - (stored == null ? starts.get(partition) : stored.offset());
                    })
                    .sum();
        } catch (ExecutionException | TimeoutException e) {
            return -1;
        }
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(each -> each, each -> which));
        return await(admin().listOffsets(asked).all(), PATIENCE).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().offset()));
    }

    private static <T> T await(KafkaFuture<T> answer, Duration patience)
            throws InterruptedException, ExecutionException, TimeoutException {
        return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(Map.of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                    settings.bootstrap(),
                    AdminClientConfig.CLIENT_ID_CONFIG,
                    "duban-notify-admin",
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    5_000,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    5_000));
        }
        return admin;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(2));
        }
    }
}
