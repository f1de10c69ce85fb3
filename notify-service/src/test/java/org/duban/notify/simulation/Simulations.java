package org.duban.notify.simulation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.fail;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.duban.notify.inbox.InboxDoor;
import org.duban.notify.mail.ManyInstances;
import org.duban.notify.mail.Sender;
import org.duban.notify.picture.ForgetfulPictures;
import org.duban.notify.simulation.Checker.Violation;
import org.duban.notify.simulation.Simulation.Product;
import org.duban.notify.simulation.Simulation.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The service's own classes and a real database against everything that may befall them. {@code -Dsimulation.seed=N}
 * runs one seed, {@code -Dsimulation.seeds=N} that many.
 */
abstract class Simulations {

    private static final int SEEDS_OF_A_BUG = 200;
    /** Fewer seeds need not have met everything. */
    private static final int ENOUGH_FOR_ALL = 500;
    private static int runs;

    @Inject
    InboxDoor inbox;

    @Inject
    Sender sender;

    @Inject
    ManyInstances instances;

    @Inject
    SwitchedTransport transport;

    @Inject
    AgroalDataSource database;

    private final LogEar log = new LogEar();

    @BeforeEach
    void noBug() {
        plant(Bug.NONE);
    }

    @AfterEach
    void stopListening() {
        plant(Bug.NONE);
        log.close();
    }

    private static void plant(Bug bug) {
        Bug.plant(bug);
        ForgetfulPictures.forgets = () -> Bug.is(Bug.NO_CHECK_AT_SENDING);
    }

    abstract int seeds();

    private Result run(long seed) {
        return new Simulation(new Product(inbox, sender, instances, transport, new Api(), database, log), seed, ++runs).run();
    }

    @Test
    void whateverHappensThePromisesHold() {
        Long only = Long.getLong("simulation.seed");
        long[] seeds = only == null ? LongStream.rangeClosed(1, Integer.getInteger("simulation.seeds", seeds())).toArray() : new long[] {only};
        Map<String, Integer> counts = new TreeMap<>();
        Map<Long, Result> failed = new TreeMap<>();
        for (long seed : seeds) {
            Result result = run(seed);
            result.history().counts().forEach((what, times) -> counts.merge(what, times, Integer::sum));
            if (!result.violations().isEmpty()) {
                failed.put(seed, result);
            }
        }
        failed.forEach((seed, result) -> System.out.println("-Dsimulation.seed=" + seed + ": " + result.violations()));
        if (!failed.isEmpty()) {
            fail("Seeds " + failed.keySet() + " break promises; the first:\n"
                    + failed.values().iterator().next().history().trace());
        }
        System.out.println("The simulation's " + seeds.length + " seeds: " + counts);
        if (seeds.length >= ENOUGH_FOR_ALL) {
            assertThat("each kind of step and fault has happened", counts.keySet(), hasItems(sometimes()));
        }
    }

    private static String[] sometimes() {
        return Stream.of(
                        names("", Scheduler.Step.values()),
                        names("batch ", FakeConsumer.Fate.values()),
                        names("message ", FakeSmtp.Fate.values()),
                        names("poison ", Wire.Poison.values()),
                        Stream.of("DELIVERED", "DROPPED", "PERMANENT_FAILURE", "WAITING_FOR_ADDRESS").map("mail "::concat),
                        Stream.of(
                                "a lease that ran out",
                                "a rung while a mail is sent",
                                "a second sender with an expired lease",
                                "acknowledged",
                                "an event out of order",
                                "assignment-reopened",
                                "completed",
                                "contacts while a mail is sent",
                                "dispute-rejected",
                                "extension-granted",
                                "extension-refused",
                                "mail given up after 48 hours",
                                "mail overtaken by a newer one",
                                "news while a mail is sent",
                                "notice-ended",
                                "partitions lost in the middle of a batch",
                                "resend answered 202",
                                "resend answered 409",
                                "submission-returned",
                                "the rest of a batch while a mail is sent",
                                "submitted",
                                "terminated",
                                "tombstone of a mailbox",
                                "tombstone of a unit"))
                .flatMap(names -> names)
                .toArray(String[]::new);
    }

    private static Stream<String> names(String before, Enum<?>... values) {
        return Stream.of(values).map(value -> before + value.name());
    }

    @Test
    void aSeedIsTheSameEachTime() {
        for (long seed = 1; seed <= 5; seed++) {
            assertThat(run(seed).text(), equalTo(run(seed).text()));
        }
    }

    /** A checker that never failed proves nothing. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aPlantedBugIsCaught(Bug bug) {
        plant(bug);
        for (long seed = 1; seed <= SEEDS_OF_A_BUG; seed++) {
            if (run(seed).violations().stream().map(Violation::rule).anyMatch(bug.caughtBy::equals)) {
                System.out.println(bug + " is caught by seed " + seed);
                return;
            }
        }
        fail(bug + " was not caught by " + bug.caughtBy);
    }
}
