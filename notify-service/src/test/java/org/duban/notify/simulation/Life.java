package org.duban.notify.simulation;

import org.duban.notify.loop.Loop;

/** A process of notify-service, from its start to its crash; the next one has the same name. */
final class Life {

    final String name;
    /** Null while it is not running. */
    FakeConsumer consumer;
    Loop.Tick inbox;

    Life(String name) {
        this.name = name;
    }

    boolean isAlive() {
        return consumer != null;
    }
}
