package org.duban.notify.mail;

import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/** One process that plays several instances, one at a time. */
@Alternative
@ApplicationScoped
public class ManyInstances extends Instance {

    private String name = "nobody";

    /** From now on it is that one which acts. */
    public void become(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    /** What {@link Sender} does when a process starts. */
    public void start() {
        Arc.container().instance(Ledger.class).get().giveBack();
    }
}
