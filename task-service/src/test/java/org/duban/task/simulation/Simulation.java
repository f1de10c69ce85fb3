package org.duban.task.simulation;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.duban.task.assignment.AssignmentDoor;
import org.duban.task.assignment.Dispatch;
import org.duban.task.assignment.Ending;
import org.duban.task.briefing.BriefingDoor;
import org.duban.task.calendar.CalendarDoor;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.notice.LadderChoice;
import org.duban.task.notice.NoticeDoor;
import org.duban.task.outbox.FakeBroker;
import org.duban.task.outbox.Outbox;
import org.duban.task.outbox.OutboxDoor;
import org.duban.task.outbox.Relay;
import org.duban.task.report.ReportDoor;

/** Runs the life that a seed draws, over the service's own classes. */
@ApplicationScoped
class Simulation {
    /** More than are ever due, so that which of those of one moment come first is not left to the table's order. */
    private static final int BATCH = 100;

    private final AgroalDataSource database;
    private final Clock clock;
    private final WorkingCalendar calendar;
    private final Dispatch dispatch;
    private final Ending ending;
    private final NoticeDoor notices;
    private final AssignmentDoor assignments;
    private final ReportDoor reports;
    private final BriefingDoor briefings;
    private final OutboxDoor outbox;
    private final CalendarDoor calendars;

    /** @param clock the {@link SimulatedClock}, where the profile of {@link SimulationTest} is in force */
    Simulation(AgroalDataSource database, Clock clock, WorkingCalendar calendar, Dispatch dispatch, Ending ending,
            NoticeDoor notices, AssignmentDoor assignments, ReportDoor reports, BriefingDoor briefings, OutboxDoor outbox,
            CalendarDoor calendars) {
        this.database = database;
        this.clock = clock;
        this.calendar = calendar;
        this.dispatch = dispatch;
        this.ending = ending;
        this.notices = notices;
        this.assignments = assignments;
        this.reports = reports;
        this.briefings = briefings;
        this.outbox = outbox;
        this.calendars = calendars;
    }

    /** Nothing but the simulation ticks from here on. */
    void stopLoops() {
        assignments.stopLoop();
        briefings.stopLoop();
        outbox.stopLoop();
    }

    History run(long seed, Plant plant) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        History history = new History(seed);
        FakeBroker broker = new FakeBroker(plant.acknowledgesAtOnce());
        cleanSlate(broker);
        String actor = "simulation-" + UUID.randomUUID();
        Observer observer = new Observer(database, actor);
        Scene scene = Scene.draw(random);
        SimulatedClock time = (SimulatedClock) clock;
        OwnDays.forget(calendars, time);
        time.set(scene.start());
        UUID notice = notices.create(scene.draft(), actor);
        dispatch.dispatch(notice, null, LadderChoice.DEFAULT, actor);
        Office office = new Office(notice, scene.due(), assignments, reports, ending, clock, random, actor);
        for (Book.Job job : scene.jobs()) {
            job.id = observer.taskId(notice, job.ref);
            office.jobs.add(job);
            office.book.addAll(office.read(job));
        }
        Machines machines = new Machines(instance("A", plant, broker, random), instance("B", plant, broker, random), broker,
                random, history, observer, time, notice);
        new Life(office, machines, random, history, observer, time, outbox, new OwnDays(calendars, assignments, actor)).run();
        OwnDays.forget(calendars, time);
        return history;
    }

    /** What a seed before left undone, because of a planted bug, is not this one's. */
    private void cleanSlate(FakeBroker broker) {
        Observer before = new Observer(database, "");
        before.stopAll();
        Relay relay = outbox.relay(database, broker, 1000);
        while (before.allUnpublished() > 0) {
            relay.tick();
        }
        broker.log().clear();
    }

    private Machines.Instance instance(String name, Plant plant, FakeBroker broker, RandomGenerator random) {
        SqlSeam seam = new SqlSeam(database, plant.sql());
        Outbox own = outbox.outbox(seam.database(), plant.event());
        return new Machines.Instance(name, seam, assignments.tick(seam.database(), own, plant.calendar().apply(calendar), BATCH),
                briefings.tick(seam.database(), own), outbox.relay(seam.database(), broker, 5 + random.nextInt(20)));
    }
}
