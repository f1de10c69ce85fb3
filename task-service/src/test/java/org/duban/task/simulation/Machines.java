package org.duban.task.simulation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.duban.task.assignment.DeadlineTick;
import org.duban.task.briefing.BriefingTick;
import org.duban.task.outbox.FakeBroker;
import org.duban.task.outbox.Relay;
import org.duban.task.problem.ProblemException;
import org.duban.task.simulation.History.Outcome;
import org.duban.task.simulation.History.Step;

/** Two instances of the service and what befalls them: crashes, a bad broker, each other in the middle of a transaction. */
final class Machines {
    /** What a crash throws. */
    static final class Crash extends RuntimeException {
        Crash() {
            super("crash", null, false, false);
        }
    }

    /** One instance, with its own view of the database. */
    record Instance(String name, SqlSeam seam, DeadlineTick tick, BriefingTick briefing, Relay relay) {}

    private final List<Instance> instances;
    private final FakeBroker broker;
    private final RandomGenerator random;
    private final History history;
    private final Observer observer;
    private final SimulatedClock clock;
    private final UUID notice;

    Machines(Instance one, Instance other, FakeBroker broker, RandomGenerator random, History history, Observer observer,
            SimulatedClock clock, UUID notice) {
        this.instances = List.of(one, other);
        this.broker = broker;
        this.random = random;
        this.history = history;
        this.observer = observer;
        this.clock = clock;
        this.notice = notice;
    }

    Instance any() {
        return instances.get(random.nextInt(instances.size()));
    }

    Instance inTurn(int n) {
        return instances.get(n % instances.size());
    }

    /** Does the work; how it ended is the step's outcome. */
    void attempt(Step step, Runnable work) {
        try {
            work.run();
        } catch (Crash e) {
            step.outcome = Outcome.CRASHED;
        } catch (ProblemException e) {
            step.outcome = Outcome.REFUSED;
        } catch (RuntimeException e) {
            step.outcome = Outcome.FAILED;
            step.failure = e;
        }
    }

    /** Looks at what it did, and writes it down. */
    void done(Step step) {
        observer.look(step);
        history.steps.add(step);
        history.count(step.what.replaceAll("^[AB] | (by|to|\\d|added).*$", "") + (step.isDone() ? "" : " " + step.outcome));
    }

    /**
     * One tick.
     *
     * @param others what others do meanwhile, told which units' rows are locked (null: any); null: undisturbed
     * @return how many deadlines were due
     */
    int tick(Instance instance, Consumer<Set<String>> others) {
        Step step = new Step(instance.name + " tick", clock.instant());
        disturb(instance, others, null, random.nextBoolean() ? "update deadline d" : "insert into outbox");
        int[] claimed = new int[1];
        attempt(step, () -> claimed[0] = instance.tick.tick());
        instance.seam.clear();
        step.planned = claimed[0] == 0 ? Map.of() : observer.planned(notice);
        done(step);
        return claimed[0];
    }

    /** The same of a briefing; whether one was due. */
    boolean briefing(Instance instance, Consumer<Set<String>> others) {
        Step step = new Step(instance.name + " briefing", clock.instant());
        disturb(instance, others, null, random.nextBoolean() ? "with unlisted" : "insert into outbox");
        attempt(step, () -> step.briefed = instance.briefing.tick());
        instance.seam.clear();
        done(step);
        return step.briefed;
    }

    /** The same of a relay, with a broker that may fail. */
    void relay(Instance instance, Consumer<Set<String>> others) {
        Step step = new Step(instance.name + " relay", clock.instant());
        FakeBroker.Fault fault = others == null ? FakeBroker.Fault.NONE
                : FakeBroker.Fault.values()[random.nextInt(FakeBroker.Fault.values().length)];
        broker.next(fault, random);
        // Published and acknowledged, not marked yet; it has locked no row of the notice.
        disturb(instance, others, Set.of(), "update outbox");
        int kept = broker.log().size();
        attempt(step, instance.relay::tick);
        instance.seam.clear();
        broker.next(FakeBroker.Fault.NONE, random);
        if (fault == FakeBroker.Fault.AWAY && step.outcome == Outcome.FAILED) {
            step.outcome = Outcome.CRASHED;
        }
        step.copies = List.copyOf(broker.log().subList(kept, broker.log().size()));
        history.count("broker " + fault);
        done(step);
    }

    /** Sometimes, before that statement, others take steps, or the instance crashes, or both. */
    private void disturb(Instance instance, Consumer<Set<String>> others, Set<String> busy, String statement) {
        if (others != null && random.nextInt(2) == 0) {
            boolean meanwhile = random.nextInt(3) > 0;
            boolean crash = random.nextInt(4) == 0;
            instance.seam.before(statement, () -> {
                if (meanwhile) {
                    others.accept(busy);
                }
                if (crash) {
                    throw new Crash();
                }
            });
        }
    }
}
