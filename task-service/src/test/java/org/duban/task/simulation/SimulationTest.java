package org.duban.task.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.logging.Level;
import java.util.stream.LongStream;
import org.duban.task.As;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.StateCouncilCalendar;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.event.CloudEvent;
import org.duban.task.outbox.Relay;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Many lives of one notice, each drawn from a seed. {@code -Dsimulation.seeds=N} sets how many, {@code -Dsimulation.seed=N}
 * runs that one and prints its steps.
 */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestProfile(Simulated.class)
class SimulationTest {
    private static final Logger LOG = Logger.getLogger(SimulationTest.class);
    private static final java.util.logging.Logger RELAYS_LOG = java.util.logging.Logger.getLogger(Relay.class.getName());
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 75);
    private static final Long ONE = Long.getLong("simulation.seed");
    private static final int PLANTED = 200;
    private static boolean ready;

    @Inject
    Simulation simulation;

    /** It warns of each record that the fake broker fails. */
    @BeforeAll
    static void quietRelay() {
        RELAYS_LOG.setLevel(Level.SEVERE);
    }

    @AfterAll
    static void loudRelay() {
        RELAYS_LOG.setLevel(null);
    }

    @BeforeEach
    void prepare() {
        if (!ready) {
            simulation.stopLoops();
            for (String unit : List.of("sim-0", "sim-1", "sim-2", "sim-3", "sim-4", "sim-9")) {
                As.office().body(Map.of("name", Office.name(unit))).put("/units/" + unit).then().statusCode(201);
            }
            ready = true;
        }
    }

    @Test
    void nothingIsLostDoubledOrOutOfTurnWhateverComes() {
        Map<String, Integer> counts = new TreeMap<>();
        long start = System.nanoTime();
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        LongStream seeds = ONE != null ? LongStream.of(ONE) : LongStream.range(0, SEEDS);
        seeds.forEach(seed -> {
            History history = simulation.run(seed, Plant.none());
            List<String> violations = Checker.check(history);
            if (!violations.isEmpty() || ONE != null) {
                System.out.println(history);
            }
            assertEquals(List.of(), violations, () -> "-Dsimulation.seed=" + seed);
            history.counts.forEach((what, times) -> counts.merge(what, times, Integer::sum));
        });
        cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
        LOG.infof("%d seeds in %d ms, %d ms of them this thread's: %s", ONE != null ? 1 : SEEDS,
                Duration.ofNanos(System.nanoTime() - start).toMillis(), Duration.ofNanos(cpu).toMillis(), counts);
        if (ONE == null && SEEDS >= 500) {
            assertEquals(List.of(), SOMETIMES.stream().filter(what -> !counts.containsKey(what)).toList(), "never happened");
        }
    }

    /** Steps and faults without which a run proves little. */
    private static final List<String> SOMETIMES = List.of("acknowledge", "interim report", "final report", "accept", "return",
            "ask for extension", "grant extension", "refuse extension", "dispute", "reject dispute", "terminate", "move", "reopen",
            "add", "change", "withdraw", "ladder", "day off", "make-up day", "day taken back", "close the notice", "withdraw the notice", "final report REFUSED", "return REFUSED",
            "another's final report REFUSED", "final report CRASHED", "tick", "tick CRASHED", "briefing", "briefing CRASHED",
            "relay", "relay CRASHED", "in an open transaction", "clock on", "clock back", "clock 40 days", "broker AWAY",
            "broker ALL_FAIL", "broker SOME_FAIL", "broker ACK_LOST", "broker TOO_LARGE", "read", "drained");

    @Test
    void aSeedAlwaysTellsTheSameStory() {
        for (long seed = 0; seed < 10; seed++) {
            String first = simulation.run(seed, Plant.none()).toString();

            assertEquals(first, simulation.run(seed, Plant.none()).toString());
        }
    }

    /** Alone, the unique id of a rung's event would hide it. */
    @Test
    void twoTicksThatDoNotLockTheirRowsAreCaught() {
        isCaught("twice", Plant.none().replacing(" for update skip locked", "").events(event ->
                !event.type().contains("rung.fired") ? event : new CloudEvent(UUID.randomUUID(), event.topic(), event.key(),
                        event.type(), event.subject(), event.time(), event.sequence(), event.data())));
    }

    @Test
    void aRelayThatGoesOnFromTheLastNumberIsCaught() {
        isCaught("unpublished", Plant.none().replacing("where position is null", "where position is null and seq >"
                + " (select coalesce(max(seq), 0) from outbox where position is not null)"));
    }

    @Test
    void aMarkBeforeTheAcknowledgementIsCaught() {
        isCaught("marked before it was published", Plant.none().acknowledgingAtOnce());
    }

    @Test
    void aVersionThatIsNotRaisedIsCaught() {
        isCaught("sequence", Plant.none().replacing("version = d.version + 1", "version = d.version"));
    }

    @Test
    void workingDaysCountedInTimesOf24HoursAreCaught() {
        isCaught("plan", Plant.none().calendar(InHours::new));
    }

    @Test
    void aTickThatDoesNotKnowTheOfficesOwnDaysIsCaught() {
        isCaught("plan", Plant.none().calendar(own -> new StateCouncilCalendar()));
    }

    /** A calendar to which n working days are n times 24 hours. */
    private record InHours(WorkingCalendar calendar) implements WorkingCalendar {
        @Override
        public boolean isWorkingDay(LocalDate day) {
            return calendar.isWorkingDay(day);
        }

        @Override
        public boolean isConfirmed(int year) {
            return calendar.isConfirmed(year);
        }

        @Override
        public LocalDate plusWorkingDays(LocalDate day, int n) {
            return BusinessDays.dayOf(day.atStartOfDay(BusinessDays.ZONE).toInstant().plus(Duration.ofHours(24L * n)));
        }
    }

    @Test
    void firingWhatIsNotOwedIsCaught() throws SQLException {
        Sql.asOwnerOfTheDatabase("""
                create function task.goes_on() returns trigger language plpgsql as $$ begin
                    if new.next_at is null and old.fired_rung is not distinct from new.fired_rung then
                        new.next_at := old.next_at;
                        new.next_rung := old.next_rung;
                    end if;
                    return new;
                end $$""",
                "create trigger goes_on before update on task.deadline for each row execute function task.goes_on()");
        try {
            isCaught("owed", Plant.none().replacing("a.role, a.status,", "a.role, 'IN_PROGRESS' as status,"));
        } finally {
            Sql.asOwnerOfTheDatabase("drop trigger goes_on on task.deadline", "drop function task.goes_on()");
        }
    }

    private void isCaught(String rule, Plant plant) {
        for (long seed = 0; seed < PLANTED; seed++) {
            List<String> violations = Checker.check(simulation.run(seed, plant));
            if (violations.stream().anyMatch(violation -> violation.startsWith(rule + ":"))) {
                LOG.infof("\"%s\" caught by seed %d", rule, seed);
                return;
            }
        }
        fail("not caught by \"" + rule + "\" in " + PLANTED + " seeds");
    }
}
