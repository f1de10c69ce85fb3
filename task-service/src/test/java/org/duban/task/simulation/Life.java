package org.duban.task.simulation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.duban.task.DayWalk;
import org.duban.task.outbox.OutboxDoor;
import org.duban.task.simulation.Book.Change;
import org.duban.task.simulation.History.Rungs;
import org.duban.task.simulation.History.Step;

/**
 * The life of one notice under two instances, a broker and a clock that all misbehave, on one thread: what comes next
 * is drawn from the seed. Steps of others run in the middle of an open transaction, which then commits or crashes.
 */
final class Life {
    private final Office office;
    private final Machines machines;
    private final RandomGenerator random;
    private final History history;
    private final Observer observer;
    private final SimulatedClock clock;
    private final OutboxDoor outbox;
    private final OwnDays days;
    private long readUpTo;

    /** @param office of a notice that has just been dispatched */
    Life(Office office, Machines machines, RandomGenerator random, History history, Observer observer, SimulatedClock clock,
            OutboxDoor outbox, OwnDays days) {
        this.office = office;
        this.machines = machines;
        this.random = random;
        this.history = history;
        this.observer = observer;
        this.clock = clock;
        this.outbox = outbox;
        this.days = days;
        this.readUpTo = observer.firstPosition();
    }

    void run() {
        history.dispatched = DayWalk.dayOf(clock.instant());
        Step dispatched = new Step("dispatch", clock.instant());
        dispatched.parts = office.book.stream().map(Book.Entry::part).toList();
        dispatched.live = true;
        dispatched.ladder = new Rungs(DayWalk.DEFAULT, DayWalk.RUNG);
        dispatched.trailExpected = 2;
        machines.done(dispatched);
        for (int steps = 15 + random.nextInt(20); steps > 0; steps--) {
            step();
        }
        drain();
        end(true);
    }

    private void step() {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> change(Set.of(), true);
            case 4, 5, 6 -> {
                clock();
                machines.tick(machines.any(), this::meanwhile);
            }
            case 7 -> machines.briefing(machines.any(), this::meanwhile);
            case 8 -> machines.relay(machines.any(), this::meanwhile);
            case 9 -> clock();
            case 10 -> read();
            default -> rarely();
        }
    }

    private void rarely() {
        switch (random.nextInt(8)) {
            case 0 -> drain();
            case 1 -> {
                if (random.nextInt(6) == 0) {
                    end(random.nextBoolean());
                }
            }
            case 2 -> made(office.ladder(), random.nextInt(6) == 0, random.nextInt(3) == 0 ? null : Set.of());
            case 3, 4 -> calendar();
            default -> made(office.amendment(), random.nextInt(6) == 0, random.nextInt(3) == 0 ? null : Set.of());
        }
    }

    /**
     * Others' steps while a transaction is open.
     *
     * @param busy units whose rows it has locked, which are left alone; null: it may have locked any
     */
    private void meanwhile(Set<String> busy) {
        history.count("in an open transaction");
        QuarkusTransaction.suspendingExisting().run(() -> {
            for (int steps = 1 + random.nextInt(3); steps > 0; steps--) {
                switch (random.nextInt(busy == null ? 4 : 8)) {
                    case 0, 1 -> machines.tick(machines.any(), null);
                    case 2 -> machines.relay(machines.any(), null);
                    case 3 -> read();
                    case 4, 5 -> clock();
                    default -> change(busy, false);
                }
            }
        });
    }

    private void change(Set<String> busy, boolean mayHold) {
        Change change = office.change(busy);
        if (change != null) {
            boolean crash = random.nextInt(8) == 0;
            made(change, crash, mayHold && random.nextInt(3) == 0 ? change.units : Set.of());
        }
    }

    private void end(boolean withdraw) {
        if (office.live) {
            made(office.end(withdraw), false, Set.of());
            drain();
        }
    }

    /** The office changes a day; all that is not due is planned again. */
    private void calendar() {
        History.Declared declared = days.draw(DayWalk.dayOf(clock.instant()), random);
        Step step = new Step(declared.worked() == null ? "day taken back" : declared.worked() ? "make-up day" : "day off", clock.instant());
        machines.attempt(step, () -> days.change(declared));
        step.declared = declared;
        step.planned = observer.planned(office.notice);
        step.trailExpected = 1;
        machines.done(step);
    }

    /**
     * Makes the change; it commits or crashes at its end.
     *
     * @param hold others take steps before that, and leave these units alone; empty: none do; null: any may be locked
     */
    private void made(Change change, boolean crash, Set<String> hold) {
        Step step = new Step(change.name, clock.instant());
        step.refusable = !change.allowed;
        UUID[] made = new UUID[1];
        machines.attempt(step, () -> QuarkusTransaction.requiringNew().run(() -> {
            made[0] = change.call.get();
            if (hold == null || !hold.isEmpty()) {
                meanwhile(hold);
            }
            if (crash) {
                throw new Machines.Crash();
            }
        }));
        if (step.isDone()) {
            step.parts = change.adopt.apply(made[0]).stream().map(Book.Entry::part).toList();
            step.live = change.live;
            step.ladder = change.ladder;
            step.trailExpected = change.trail;
        }
        machines.done(step);
    }

    private void clock() {
        Instant now = clock.instant();
        Instant to = switch (random.nextInt(10)) {
            case 0 -> now.minus(Duration.ofHours(1));
            case 1 -> now.minus(Duration.ofDays(1));
            case 2 -> now.plus(Duration.ofDays(random.nextInt(3) == 0 ? 40 : 4));
            case 3 -> now.plus(Duration.ofMinutes(random.nextInt(600)));
            case 4, 5 -> DayWalk.at(DayWalk.dayOf(now).plusDays(1), DayWalk.BRIEFING + random.nextInt(2) - 1);
            default -> observer.nextMoment(office.notice, now);
        };
        history.count(to.isBefore(now) ? "clock back" : Duration.between(now, to).toDays() >= 40 ? "clock 40 days" : "clock on");
        clock.set(to);
    }

    private void read() {
        Step step = new Step("read", clock.instant());
        read(step, 1 + random.nextInt(30));
        machines.done(step);
    }

    private void read(Step step, int limit) {
        step.read = outbox.read(readUpTo, limit);
        readUpTo = step.read.keySet().stream().reduce(readUpTo, (one, next) -> next);
    }

    /** All faults are over: until nothing is left to do. */
    private void drain() {
        Set<String> quiet = new HashSet<>();
        for (int rounds = 0; quiet.size() < 3 && rounds < 100; rounds++) {
            quiet.clear();
            Machines.Instance instance = machines.inTurn(rounds);
            if (machines.tick(instance, null) == 0) {
                quiet.add("tick");
            }
            if (!machines.briefing(instance, null)) {
                quiet.add("briefing");
            }
            machines.relay(instance, null);
            if (observer.unpublished() == 0) {
                quiet.add("relay");
            }
        }
        Step step = new Step("drained", clock.instant());
        read(step, Integer.MAX_VALUE);
        step.snapshot = observer.snapshot(office.notice);
        machines.done(step);
    }
}
