package org.duban.task.outbox;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Tells those who wait that this instance has published events. A waiter holds neither a thread nor a connection. */
@ApplicationScoped
public class Publications {
    private final AtomicLong count = new AtomicLong();
    private final Set<UniEmitter<? super Void>> waiting = ConcurrentHashMap.newKeySet();

    /** Taken before a look that finds nothing, so that what is published between the look and the wait is not missed. */
    long count() {
        return count.get();
    }

    /** Emits as soon as something was published since the count was taken. */
    Uni<Void> since(long counted) {
        return Uni.createFrom().emitter(waiter -> {
            waiting.add(waiter);
            waiter.onTermination(() -> waiting.remove(waiter));
            if (count.get() != counted) {
                waiter.complete(null);
            }
        });
    }

    /** Called when positions are given and committed. */
    void published() {
        count.incrementAndGet();
        waiting.forEach(waiter -> waiter.complete(null));
    }

    int waiting() {
        return waiting.size();
    }
}
