package org.duban.task.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.duban.task.DayWalk;

/**
 * Where a life begins.
 *
 * @param start when the notice is dispatched
 * @param due   the day to report by
 * @param jobs  its tasks, without ids yet
 */
record Scene(Instant start, LocalDate due, List<Book.Job> jobs) {
    /** A day's start and the day to report by: ordinary, and each kind on which dates go wrong. */
    private record Era(String start, String due) {}

    private static final List<Era> ERAS = List.of(new Era("2023-07-17", "2023-08-01"), new Era("2023-09-18", "2023-10-03"),
            new Era("2024-02-02", "2024-02-29"), new Era("2024-12-20", "2024-12-31"), new Era("1988-04-05", "1988-04-18"),
            new Era("1991-09-02", "1991-09-16"), new Era("2060-09-20", "2060-10-02"));

    static Scene draw(RandomGenerator random) {
        Era era = ERAS.get(random.nextInt(ERAS.size()));
        LocalDate due = LocalDate.parse(era.due);
        Instant start = DayWalk.at(LocalDate.parse(era.start).plusDays(random.nextInt(5)), 6 * 60 + random.nextInt(12 * 60));
        List<Book.Job> jobs = new ArrayList<>();
        int tasks = 2 + random.nextInt(2);
        for (int n = 1; n <= tasks; n++) {
            Book.Job job = new Book.Job();
            job.ref = String.valueOf(n);
            job.due = n == 2 ? due.minusDays(random.nextInt(4)) : null;
            int first = random.nextInt(2);
            job.units = Office.UNITS.subList(first, first + 1 + random.nextInt(2));
            jobs.add(job);
        }
        return new Scene(start, due, jobs);
    }

    /** The draft, as it stands in a request. */
    Map<String, Object> draft() {
        return new HashMap<>(Map.of("title", "模拟通知", "reportBy", due.toString(), "reportByText", due + "前",
                "reportTo", Office.name("sim-0"), "mailbox", "simulation@honghe.example", "inspectorateUnit", "sim-9",
                "tasks", jobs.stream().map(job -> Office.task(job.ref, job.due, job.units)).toList()));
    }
}
