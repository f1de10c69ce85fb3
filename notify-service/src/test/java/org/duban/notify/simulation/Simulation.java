package org.duban.notify.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.duban.notify.inbox.InboxDoor;
import org.duban.notify.mail.ManyInstances;
import org.duban.notify.mail.Sender;
import org.duban.notify.simulation.Checker.Rule;
import org.duban.notify.simulation.Checker.Violation;
import org.duban.notify.simulation.History.InboxBegan;
import org.duban.notify.simulation.History.InboxEnded;
import org.duban.notify.simulation.History.MailState;

/** One run of one seed: the office, two instances, a broker, a mail server and two clocks, in one thread. */
final class Simulation {

    private static final int STEPS = 40;
    /** Rounds of healing after which what is left is left for ever. */
    private static final int ENOUGH = 60;

    /** The parts of the product, and where it keeps what it knows. */
    record Product(
            InboxDoor inbox, Sender sender, ManyInstances instances, SwitchedTransport transport, Api api, DataSource database,
            LogEar log) {}

    /** @param text the whole history and the database at its end, the same in every run of the seed */
    record Result(History history, List<Violation> violations, String text) {}

    final History history = new History();
    final Random random;
    final FakeBroker broker;
    final Wire wire;
    final Office office;
    final Books books;
    final Life a = new Life("a");
    final Life b = new Life("b");
    final String run;
    final Product product;
    private final Scheduler scheduler;
    private final List<Runnable> held = new ArrayList<>();
    private final long high;
    private long ids;
    private Life acting;
    private Map<String, MailState> mails;

    /** @param run how many runs there were before: this one's ids, units, addresses and offsets are its own */
    Simulation(Product product, long seed, int run) {
        this.product = product;
        this.run = "R" + run;
        this.high = 0x5151_0000_0000_7000L | (long) run << 16;
        this.random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
        this.broker = new FakeBroker(random, run);
        this.wire = new Wire(broker);
        this.office = new Office(this::id, random, List.of(this.run + "-1", this.run + "-2"), this.run + "-9", this::tell);
        this.books = new Books(product.database(), List.of(office.notice));
        this.scheduler = new Scheduler(this);
    }

    UUID id() {
        return new UUID(high, 0x8000_0000_0000_0000L | ++ids);
    }

    /** Which instance's code runs now. */
    Life acting() {
        return acting;
    }

    void act(Life life) {
        acting = life;
        product.instances().become(life.name);
    }

    Result run() {
        SimulatedClocks.reset(Bug.is(Bug.BUSINESS_TIME_FOR_PATIENCE));
        books.setOthersAside();
        product.log().leaks();
        product.transport().use(new FakeSmtp(scheduler::fateOfMessage, history));
        scheduler.begin();
        for (int i = 0; i < STEPS; i++) {
            scheduler.step();
        }
        heal();
        Books.Final end = books.end(broker.everything(), domain());
        count(end);
        List<Violation> violations = new ArrayList<>(Checker.check(history, end, broker.everything()));
        product.log().leaks().forEach(line -> violations.add(new Violation(Rule.NO_LEAK, line)));
        return new Result(history, violations, withoutNames(history.text() + "\n" + end.text()));
    }

    private void count(Books.Final end) {
        for (Books.MailRow mail : end.mails()) {
            history.count("mail " + mail.status());
            if (mail.reason() != null && mail.reason().contains("48小时")) {
                history.count("mail given up after 48 hours");
            }
            if (mail.reason() != null && mail.reason().contains("以较新的为准")) {
                history.count("mail overtaken by a newer one");
            }
        }
    }

    String domain() {
        return "@" + run.toLowerCase() + ".honghe.example";
    }

    String withoutNames(String text) {
        return text.replace(new UUID(high, 0).toString().substring(0, 18), "id").replace(run + "-", "unit-")
                .replace(run.toLowerCase() + ".honghe", "honghe");
    }

    /** A relay that was overtaken publishes late, so that an event may come after one that it precedes. */
    private void tell(Said.Told told, String key, ObjectNode data) {
        if (scheduler.holdsBack()) {
            history.count("an event out of order");
            held.add(() -> wire.event(told, key, data));
            return;
        }
        wire.event(told, key, data);
        if (!held.isEmpty() && random.nextInt(3) == 0) {
            publishHeld();
        }
    }

    private void publishHeld() {
        held.forEach(Runnable::run);
        held.clear();
    }

    void start(Life life) {
        act(life);
        product.instances().start();
        changed();
        life.consumer = new FakeConsumer(
                broker, random, history, scheduler::fateOfBatch, () -> scheduler.loseAll(life), 12);
        FakeConsumer consumer = life.consumer;
        life.inbox = product.inbox().open(() -> consumer);
        broker.join(consumer);
    }

    void die(Life life) {
        if (life.isAlive()) {
            FakeConsumer consumer = life.consumer;
            life.consumer = null;
            broker.leave(consumer);
        }
    }

    void inboxTick(Life life) {
        act(life);
        history.add(new InboxBegan(mails()));
        try {
            life.inbox.run();
        } catch (Crash crash) {
            history.step(life.name + " ends: " + crash.getMessage());
            die(life);
        } catch (Exception e) {
            // The loop would say so and go on.
            history.step(life.name + "'s inbox fails: " + e.getClass().getSimpleName());
        }
        changed();
        history.add(new InboxEnded(mails(), books.versions()));
    }

    /** Whether there may be more to send. */
    boolean senderTick(Life life) {
        act(life);
        history.tickBegins(life.name, mails());
        boolean more = true;
        try {
            more = product.sender().tick();
        } catch (Crash crash) {
            history.step(life.name + " ends: " + crash.getMessage());
            die(life);
        }
        changed();
        history.tickEnds(mails());
        return more;
    }

    /** All faults are over, and all steps run until nothing is left to do. */
    private void heal() {
        publishHeld();
        scheduler.heal();
        for (int i = 0; i < ENOUGH; i++) {
            for (int j = 0; j < ENOUGH && broker.lags(); j++) {
                inboxTick(a);
            }
            for (int j = 0; j < 2 * ENOUGH && senderTick(a); j++) {
                // Until nothing is due.
            }
            Instant next = mails().values().stream().map(MailState::due).filter(Objects::nonNull)
                    .min(Instant::compareTo).orElse(null);
            if (next == null && !broker.lags()) {
                return;
            }
            if (next != null && next.isAfter(SimulatedClocks.machineNow())) {
                SimulatedClocks.machineForward(Duration.between(SimulatedClocks.machineNow(), next));
            }
        }
    }

    /** As the ledger is now; asked of the database only after something that may have changed it. */
    Map<String, MailState> mails() {
        if (mails == null) {
            mails = books.mails();
        }
        return mails;
    }

    /** Something may have changed the ledger. */
    void changed() {
        mails = null;
    }
}
