package org.duban.notify.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.duban.notify.mail.Audience;
import org.duban.notify.mail.Ids;
import org.duban.notify.simulation.FakeBroker.Letter;
import org.duban.notify.simulation.History.Listed;
import org.duban.notify.simulation.History.Resent;
import org.duban.notify.simulation.Said.Reach;

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
        this.random = world.random;
        this.history = world.history;
    }

    void begin() {
        greylisted = percent(30);
        for (String unit : units()) {
            if (percent(80)) {
                contacts(unit);
            }
        }
        if (percent(85)) {
            mailbox();
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
            case OFFICE_ACTS -> officeActs();
            case MORNING -> morning();
            case BUSINESS_CLOCK_BACK -> business(Duration.ofHours(-1));
            case INBOX_A -> inbox(world.a);
            case INBOX_B -> inbox(world.b);
            case SENDER_A -> sender(world.a);
            case SENDER_B -> sender(world.b);
            case MINUTES_PASS -> machine(Duration.ofMinutes(1 + random.nextInt(16)));
            case HOURS_PASS -> machine(Duration.ofHours(1 + random.nextInt(24)));
            case TWO_DAYS_PASS -> machine(Duration.ofHours(48));
            case CONTACTS_CHANGE -> contacts(units().get(random.nextInt(3)));
            case MAILBOX_CHANGES -> mailbox();
            case RECORD_REPEATED -> repeat();
            case POISON -> poison();
            case REBALANCE -> rebalance();
            case REPLAY_OF_ALL -> replay();
            case COMPACTION -> world.broker.compact() > 0 ? "" : null;
            case CRASH -> crash(random.nextBoolean() ? world.a : world.b);
            case START -> start(world.a.isAlive() ? world.b : world.a);
            case RESEND -> resend();
            case READ -> read();
            case SERVER_DOWN -> server(true);
            case SERVER_UP -> server(false);
        };
    }

    private String officeActs() {
        String what = world.office.act();
        history.count(what);
        return what;
    }

    private String morning() {
        business(Duration.ofDays(1 + random.nextInt(3)));
        world.office.morning();
        return SimulatedClocks.today().toString();
    }

    private String business(Duration by) {
        SimulatedClocks.businessMove(by);
        return by.toString();
    }

    private String machine(Duration by) {
        SimulatedClocks.machineForward(by);
        return by.toString();
    }

    private String inbox(Life life) {
        if (!life.isAlive()) {
            return null;
        }
        world.inboxTick(life);
        return life.name;
    }

    private String sender(Life life) {
        if (!life.isAlive()) {
            return null;
        }
        world.senderTick(life);
        return life.name;
    }

    private List<String> units() {
        return List.of(world.run + "-1", world.run + "-2", world.run + "-9");
    }

    private String contacts(String unit) {
        int chance = random.nextInt(100);
        if (!healed && chance < 10) {
            world.wire.tombstone(unit);
            history.count("tombstone of a unit");
            return unit + " gone";
        }
        List<String> liaisons = new ArrayList<>();
        for (int i = 0; i < (healed || chance > 15 ? 1 + random.nextInt(2) : 0); i++) {
            liaisons.add("liaison%d.%s%s".formatted(i + 2 * random.nextInt(3), unit, world.domain()));
        }
        List<String> leaders = healed || chance > 30 ? List.of("leader%d.%s%s".formatted(random.nextInt(3), unit, world.domain())) : List.of();
        world.wire.contacts(new Reach(unit, Map.of("UNIT", liaisons, "LEADER", leaders)), "州水利局");
        return unit + " " + liaisons + leaders;
    }

    private String mailbox() {
        String notice = world.office.notice.toString();
        if (!healed && percent(25)) {
            world.wire.tombstone(notice);
            history.count("tombstone of a mailbox");
            return "gone";
        }
        String address = "box" + random.nextInt(3) + world.domain();
        world.wire.mailbox(new Reach(notice, Map.of("MAILBOX", List.of(address))));
        return address;
    }

    private String repeat() {
        List<Letter> all = world.broker.everything().stream()
                .filter(letter -> letter.record().topic().equals(FakeBroker.EVENTS)).toList();
        Letter letter = all.get(random.nextInt(all.size()));
        int times = 1 + random.nextInt(5);
        for (int i = 0; i < times; i++) {
            world.broker.repeat(letter);
        }
        return letter + " ×" + times;
    }

    private String poison() {
        Wire.Poison[] kinds = Wire.Poison.values();
        // Two megabytes take their time.
        int kind = random.nextInt(6 * (kinds.length - 1) + 1);
        Wire.Poison poison = kinds[kind == 6 * (kinds.length - 1) ? kinds.length - 1 : kind % (kinds.length - 1)];
        history.count("poison " + poison);
        world.wire.poison(poison, world.id().toString(), units().get(random.nextInt(2)));
        return poison.name();
    }

    private String rebalance() {
        world.broker.deal();
        return world.a.isAlive() && world.b.isAlive() ? "" : null;
    }

    /** The group's offsets are set back while nobody reads. */
    private String replay() {
        List<Life> alive = Stream.of(world.a, world.b).filter(Life::isAlive).toList();
        alive.forEach(world::die);
        world.broker.replay();
        alive.forEach(world::start);
        return "";
    }

    private String crash(Life life) {
        if (!life.isAlive()) {
            return null;
        }
        world.die(life);
        return life.name;
    }

    private String start(Life life) {
        if (life.isAlive()) {
            return null;
        }
        world.start(life);
        return life.name;
    }

    private String resend() {
        boolean any = percent(20);
        List<String> mails = world.mails().entrySet().stream()
                .filter(mail -> any || mail.getValue().is("DELIVERED", "DROPPED", "PERMANENT_FAILURE"))
                .map(Map.Entry::getKey)
                .toList();
        if (mails.isEmpty()) {
            return null;
        }
        String mail = mails.get(random.nextInt(mails.size()));
        int status = world.product.api().resend(id(mail));
        world.changed();
        history.add(new Resent(mail, status));
        history.count("resend answered " + status);
        return mail + " " + status;
    }

    private String read() {
        Map<UUID, String> mails = new HashMap<>();
        world.mails().keySet().forEach(mail -> mails.put(id(mail), mail));
        List<UUID> listed = world.product.api().mails(world.office.notice);
        history.add(new Listed(listed.stream().map(mails::get).toList()));
        if (!listed.isEmpty()) {
            world.product.api().explain(listed.get(random.nextInt(listed.size())));
        }
        return listed.size() + " mails";
    }

    private static UUID id(String mail) {
        int space = mail.indexOf(' ');
        return Ids.mail(mail.substring(0, space), Audience.valueOf(mail.substring(space + 1)));
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
                machine(Duration.ofSeconds(91));
                history.count(sender(other) == null ? "a lease that ran out" : "a second sender with an expired lease");
            }
            case 1 -> {
                officeActs();
                history.count("news while a mail is sent");
                inbox(mine);
            }
            case 2 -> {
                morning();
                history.count("a rung while a mail is sent");
                inbox(mine);
            }
            case 3 -> {
                history.count("the rest of a batch while a mail is sent");
                inbox(mine);
            }
            default -> {
                contacts(units().get(random.nextInt(3)));
                history.count("contacts while a mail is sent");
                inbox(mine);
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
        serverDown = false;
        if (percent(60)) {
            units().forEach(this::contacts);
            mailbox();
        }
        if (world.b.isAlive() && percent(50)) {
            world.die(world.b);
        }
        start(world.a);
        if (world.b.isAlive()) {
            world.broker.giveAll(world.a.consumer);
        }
    }

    private boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }
}
