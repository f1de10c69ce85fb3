package org.duban.notify.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Picks the next step, and the faults of what is under way, by the seed alone. */
final class Scheduler {

    /** What may happen next, and how often it does. */
    enum Step {
        OFFICE_ACTS(26),
        MORNING(10),
        BUSINESS_CLOCK_BACK(2),
        INBOX_A(16),
        INBOX_B(9),
        SENDER_A(20),
        SENDER_B(10),
        MINUTES_PASS(8),
        HOURS_PASS(3),
        TWO_DAYS_PASS(2),
        CONTACTS_CHANGE(4),
        MAILBOX_CHANGES(2),
        RECORD_REPEATED(4),
        POISON(3),
        REBALANCE(2),
        REPLAY_OF_ALL(1),
        COMPACTION(1),
        CRASH(2),
        START(8),
        RESEND(3),
        READ(2),
        SERVER_DOWN(2),
        SERVER_UP(2);

        private final int weight;

        Step(int weight) {
            this.weight = weight;
        }
    }

    private static final List<Step> STEPS = Stream.of(Step.values())
            .flatMap(step -> Stream.generate(() -> step).limit(step.weight))
            .toList();

    private final Simulation world;
    private final Steps steps;
    private final Random random;
    private final History history;
    private boolean healed;
    private boolean serverDown;
    /** Whether one of a unit's addresses is put off all the time while the other works. */
    private boolean greylisted;
    /** Whether something is done inside another step. */
    private boolean inside;

    Scheduler(Simulation world) {
        this.world = world;
        this.steps = new Steps(world);
        this.random = world.random;
        this.history = world.history;
    }

    void begin() {
        greylisted = percent(30);
        for (String unit : steps.units()) {
            if (percent(80)) {
                steps.contacts(unit);
            }
        }
        if (percent(85)) {
            steps.mailbox();
        }
        if (percent(50)) {
            world.start(world.a);
        }
        world.office.dispatch();
        if (!world.a.isAlive()) {
            world.start(world.a);
        }
        if (percent(60)) {
            world.start(world.b);
        }
    }

    void step() {
        Step step = STEPS.get(random.nextInt(STEPS.size()));
        String what = run(step);
        if (what != null) {
            history.count(step.name());
            history.step(step + " " + what);
        }
    }

    /** Null where it could not be done now. */
    private String run(Step step) {
        return switch (step) {
            case OFFICE_ACTS -> steps.officeActs();
            case MORNING -> steps.morning();
            case BUSINESS_CLOCK_BACK -> steps.business(Duration.ofHours(-1));
            case INBOX_A -> steps.inbox(world.a);
            case INBOX_B -> steps.inbox(world.b);
            case SENDER_A -> steps.sender(world.a);
            case SENDER_B -> steps.sender(world.b);
            case MINUTES_PASS -> steps.machine(Duration.ofMinutes(1 + random.nextInt(16)));
            case HOURS_PASS -> steps.machine(Duration.ofHours(1 + random.nextInt(24)));
            case TWO_DAYS_PASS -> steps.machine(Duration.ofHours(48));
            case CONTACTS_CHANGE -> steps.contacts(steps.units().get(random.nextInt(3)));
            case MAILBOX_CHANGES -> steps.mailbox();
            case RECORD_REPEATED -> steps.repeat();
            case POISON -> steps.poison();
            case REBALANCE -> steps.rebalance();
            case REPLAY_OF_ALL -> steps.replay();
            case COMPACTION -> steps.compaction();
            case CRASH -> steps.crash(random.nextBoolean() ? world.a : world.b);
            case START -> steps.start(world.a.isAlive() ? world.b : world.a);
            case RESEND -> steps.resend();
            case READ -> steps.read();
            case SERVER_DOWN -> server(true);
            case SERVER_UP -> server(false);
        };
    }

    private String server(boolean down) {
        if (serverDown == down) {
            return null;
        }
        serverDown = down;
        return "";
    }

    boolean holdsBack() {
        return !healed && percent(5);
    }

    FakeConsumer.Fate fateOfBatch() {
        FakeConsumer.Fate fate = healed || inside || percent(75)
                ? FakeConsumer.Fate.NOTHING
                : FakeConsumer.Fate.values()[random.nextInt(FakeConsumer.Fate.values().length)];
        history.count("batch " + fate);
        return fate;
    }

    /** Another instance takes all partitions, and reads on from what is committed. */
    void loseAll(Life loser) {
        Life other = loser == world.a ? world.b : world.a;
        if (!other.isAlive()) {
            return;
        }
        history.count("partitions lost in the middle of a batch");
        world.broker.giveAll(other.consumer);
        within(() -> world.inboxTick(other));
    }

    FakeSmtp.Fate fateOfMessage(String to) {
        Life mine = world.acting();
        if (!healed && !inside && percent(20)) {
            within(() -> meanwhile(mine == world.a ? world.b : world.a, mine));
        }
        FakeSmtp.Fate fate = healed ? FakeSmtp.Fate.TAKEN : mine.isAlive() ? fateOfMessageNow(to) : endOfSender();
        history.count("message " + fate);
        return fate;
    }

    private FakeSmtp.Fate fateOfMessageNow(String to) {
        if (serverDown) {
            return percent(50) ? FakeSmtp.Fate.NO_CONNECTION : FakeSmtp.Fate.WHOLE_SERVER_REFUSES;
        }
        if (greylisted && to.startsWith("liaison1.")) {
            return FakeSmtp.Fate.TRY_LATER;
        }
        return percent(60) ? FakeSmtp.Fate.TAKEN : FakeSmtp.Fate.values()[random.nextInt(FakeSmtp.Fate.values().length)];
    }

    private FakeSmtp.Fate endOfSender() {
        return percent(50) ? FakeSmtp.Fate.CRASH_IN_THE_MIDDLE : FakeSmtp.Fate.CRASH_AFTER_250;
    }

    /** What goes on in the time in which a message is on its way. */
    private void meanwhile(Life other, Life mine) {
        switch (random.nextInt(5)) {
            case 0 -> {
                // Longer than the lease.
                steps.machine(Duration.ofSeconds(91));
                history.count(steps.sender(other) == null ? "a lease that ran out" : "a second sender with an expired lease");
            }
            case 1 -> {
                steps.officeActs();
                history.count("news while a mail is sent");
                steps.inbox(mine);
            }
            case 2 -> {
                steps.morning();
                history.count("a rung while a mail is sent");
                steps.inbox(mine);
            }
            case 3 -> {
                history.count("the rest of a batch while a mail is sent");
                steps.inbox(mine);
            }
            default -> {
                steps.contacts(steps.units().get(random.nextInt(3)));
                history.count("contacts while a mail is sent");
                steps.inbox(mine);
            }
        }
    }

    private void within(Runnable what) {
        Life before = world.acting();
        inside = true;
        world.changed();
        try {
            what.run();
        } finally {
            inside = false;
            world.changed();
            world.act(before);
        }
    }

    /** From now on all goes well. */
    void heal() {
        healed = true;
        steps.heal();
        serverDown = false;
        if (percent(60)) {
            steps.units().forEach(steps::contacts);
            steps.mailbox();
        }
        if (world.b.isAlive() && percent(50)) {
            world.die(world.b);
        }
        steps.start(world.a);
        if (world.b.isAlive()) {
            world.broker.giveAll(world.a.consumer);
        }
    }

    private boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }
}
