package org.duban.notify.simulation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.fail;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.duban.notify.StackResource;
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
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestProfile(SimulationProfile.class)
class SimulationTest {

    private static final int SEEDS = Integer.getInteger("simulation.seeds", 500);
    private static final int SEEDS_OF_A_BUG = 200;
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

    private Result run(long seed) {
        return new Simulation(new Product(inbox, sender, instances, transport, new Api(), database, log), seed, ++runs).run();
    }

    @Test
    void whateverHappensThePromisesHold() {
        Long only = Long.getLong("simulation.seed");
        long[] seeds = only == null ? LongStream.rangeClosed(1, SEEDS).toArray() : new long[] {only};
        Map<String, Integer> counts = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        long start = System.nanoTime();
        for (long seed : seeds) {
            Result result = run(seed);
            result.history().counts().forEach((what, times) -> counts.merge(what, times, Integer::sum));
            if (!result.violations().isEmpty()) {
                System.out.println("SEED " + seed + " " + result.violations());
                failures.add("seed " + seed + ": " + result.violations());
                if (only != null) { System.out.println(result.history().trace()); }
            }
        }
        System.out.println("TIME " + (System.nanoTime() - start) / 1_000_000 + " ms");
        counts.forEach((what, times) -> System.out.println("COUNT " + what + " " + times));
        assertThat(failures, empty());
    }

    @Test
    void aSeedIsTheSameEachTime() {
        for (long seed = 1; seed <= 10; seed++) {
            assertThat(run(seed).text(), equalTo(run(seed).text()));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aPlantedBugIsCaught(Bug bug) {
        plant(bug);
        for (long seed = 1; seed <= SEEDS_OF_A_BUG; seed++) {
            if (run(seed).violations().stream().map(Violation::rule).anyMatch(bug.caughtBy::equals)) {
                System.out.println("BUG " + bug + " caught by seed " + seed);
                return;
            }
        }
        fail(bug + " was not caught by " + bug.caughtBy);
    }
}
