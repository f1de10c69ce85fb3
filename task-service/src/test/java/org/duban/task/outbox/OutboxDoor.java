package org.duban.task.outbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.duban.task.event.CloudEvent;
import org.duban.task.trace.Traces;

/** Opens this package to the simulation: relays of its own over a broker of its own, and the feed without HTTP. */
@ApplicationScoped
public class OutboxDoor {
    /** Whoever holds it keeps every relay from publishing. */
    public static final long RELAY_LOCK = Relay.LOCK;

    private record Settings(Duration poll, int batch, Duration retry) implements RelayConfig {}

    private final Relay running;
    private final EventFeed feed;
    private final ObjectMapper json;
    private final Event<Outbox.Appended> appended;
    private final Traces traces;

    OutboxDoor(Relay running, EventFeed feed, ObjectMapper json, Event<Outbox.Appended> appended, Traces traces) {
        this.running = running;
        this.feed = feed;
        this.json = json;
        this.appended = appended;
        this.traces = traces;
    }

    /** Ends the service's own loop. */
    public void stopLoop() {
        running.stop(null);
    }

    public Relay relay(DataSource database, KafkaLink broker, int batch) {
        return new Relay(database, broker, new Publications(), new Settings(Duration.ofHours(1), batch, Duration.ZERO), traces);
    }

    /** @param change what becomes of an event before it is appended */
    public Outbox outbox(DataSource database, UnaryOperator<CloudEvent> change) {
        return new Outbox(database, json, appended, traces) {
            @Override
            public void append(List<CloudEvent> events) {
                super.append(events.stream().map(change).toList());
            }

            @Override
            public void appendOnce(List<CloudEvent> events) {
                super.appendOnce(events.stream().map(change).toList());
            }
        };
    }

    /** What GET /events answers: ids by position. */
    public Map<Long, UUID> read(long after, int limit) {
        Map<Long, UUID> found = new LinkedHashMap<>();
        feed.read(new EventFeed.Place(null, after, limit), Duration.ZERO).await().indefinitely()
                .forEach(each -> found.put(each.position(), each.event().id()));
        return found;
    }
}
