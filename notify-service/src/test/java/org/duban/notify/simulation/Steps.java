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

/** The steps themselves. Each says what it did; null where it could do nothing now. */
final class Steps {

    private final Simulation world;
    private final Random random;
    private final History history;
    private boolean healing;

    Steps(Simulation world) {
        this.world = world;
        this.random = world.random;
        this.history = world.history;
    }

    /** From now on contacts are given, and not taken away. */
    void heal() {
        healing = true;
    }

    String officeActs() {
        String what = world.office.act();
        history.count(what);
        return what;
    }

    String morning() {
        business(Duration.ofDays(1 + random.nextInt(3)));
        world.office.morning();
        return SimulatedClocks.today().toString();
    }

    String business(Duration by) {
        SimulatedClocks.businessMove(by);
        return by.toString();
    }

    String machine(Duration by) {
        SimulatedClocks.machineForward(by);
        return by.toString();
    }

    String inbox(Life life) {
        if (!life.isAlive()) {
            return null;
        }
        world.inboxTick(life);
        return life.name;
    }

    String sender(Life life) {
        if (!life.isAlive()) {
            return null;
        }
        world.senderTick(life);
        return life.name;
    }

    List<String> units() {
        return List.of(world.run + "-1", world.run + "-2", world.run + "-9");
    }

    String contacts(String unit) {
        int chance = random.nextInt(100);
        if (!healing && chance < 10) {
            world.wire.tombstone(unit);
            history.count("tombstone of a unit");
            return unit + " gone";
        }
        List<String> liaisons = new ArrayList<>();
        for (int i = 0; i < (healing || chance > 15 ? 1 + random.nextInt(2) : 0); i++) {
            liaisons.add("liaison%d.%s%s".formatted(i + 2 * random.nextInt(3), unit, world.domain()));
        }
        List<String> leaders = healing || chance > 30 ? List.of("leader%d.%s%s".formatted(random.nextInt(3), unit, world.domain())) : List.of();
        world.wire.contacts(new Reach(unit, Map.of("UNIT", liaisons, "LEADER", leaders)), "州水利局");
        return unit + " " + liaisons + leaders;
    }

    String mailbox() {
        String notice = world.office.notice.toString();
        if (!healing && percent(25)) {
            world.wire.tombstone(notice);
            history.count("tombstone of a mailbox");
            return "gone";
        }
        String address = "box" + random.nextInt(3) + world.domain();
        world.wire.mailbox(new Reach(notice, Map.of("MAILBOX", List.of(address))));
        return address;
    }

    String repeat() {
        List<Letter> all = world.broker.everything().stream()
                .filter(letter -> letter.record().topic().equals(FakeBroker.EVENTS)).toList();
        Letter letter = all.get(random.nextInt(all.size()));
        int times = 1 + random.nextInt(5);
        for (int i = 0; i < times; i++) {
            world.broker.repeat(letter);
        }
        return letter + " ×" + times;
    }

    String poison() {
        Wire.Poison[] kinds = Wire.Poison.values();
        // Two megabytes take their time.
        int kind = random.nextInt(6 * (kinds.length - 1) + 1);
        Wire.Poison poison = kinds[kind == 6 * (kinds.length - 1) ? kinds.length - 1 : kind % (kinds.length - 1)];
        history.count("poison " + poison);
        world.wire.poison(poison, world.id().toString(), units().get(random.nextInt(2)));
        return poison.name();
    }

    String rebalance() {
        world.broker.deal();
        return world.a.isAlive() && world.b.isAlive() ? "" : null;
    }

    String compaction() {
        return world.broker.compact() > 0 ? "" : null;
    }

    /** The group's offsets are set back while nobody reads. */
    String replay() {
        List<Life> alive = Stream.of(world.a, world.b).filter(Life::isAlive).toList();
        alive.forEach(world::die);
        world.broker.replay();
        alive.forEach(world::start);
        return "";
    }

    String crash(Life life) {
        if (!life.isAlive()) {
            return null;
        }
        world.die(life);
        return life.name;
    }

    String start(Life life) {
        if (life.isAlive()) {
            return null;
        }
        world.start(life);
        return life.name;
    }

    String resend() {
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

    String read() {
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

    private boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }
}
