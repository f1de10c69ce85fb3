package org.duban.task.assignment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duban.task.assignment.PlannedMail.UnitName;
import org.duban.task.assignment.ReminderPlan.Owing;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.ladder.Mark;
import org.duban.task.notice.BriefingHours;
import org.duban.task.notice.Notice;
import org.duban.task.notice.Task;
import org.duban.task.unit.Directory;
import org.duban.task.unit.Unit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Every mail to come of a notice, so that the office knows before it dispatches, and after. */
@ApplicationScoped
public class ReminderPlans {
    private final WorkingCalendar calendar;
    private final Clock clock;

    ReminderPlans(WorkingCalendar calendar, Clock clock) {
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * @param ifDispatchedNow true for a draft: the plan is that of a dispatch at this moment
     * @param until           the last day planned here; while anything is open after it, only daily briefings go on
     */
    @Schema(name = "ReminderPlan", requiredProperties = {"notice", "status", "ifDispatchedNow", "mails"})
    public record Plan(UUID notice, Notice.Status status, boolean ifDispatchedNow, LocalDate until, List<PlannedMail> mails) {}

    /** @throws org.duban.task.problem.ProblemException 404 */
    @Transactional
    public Plan of(UUID id) {
        Notice notice = Notice.byId(id);
        ReminderPlan plan = new ReminderPlan(notice, calendar);
        switch (notice.status) {
            case DRAFT -> ofDraft(notice, plan);
            case DISPATCHED -> ofDispatched(notice, plan);
            default -> { }
        }
        return new Plan(id, notice.status, notice.status == Notice.Status.DRAFT, plan.until(), plan.mails().toList());
    }

    private void ofDraft(Notice notice, ReminderPlan plan) {
        Instant now = clock.instant();
        LocalDate today = BusinessDays.dayOf(now);
        List<Task> tasks = Task.ofNotice(notice.id);
        List<String> names = tasks.stream().flatMap(task -> task.units.stream()).map(Task.PrintedUnit::name).distinct().toList();
        Map<String, List<UnitName>> units = units(names, today, notice.givenUnits());
        Set<Owing> owing = new LinkedHashSet<>();
        tasks.forEach(task -> task.units.forEach(printed -> units.get(printed.name()).forEach(
                unit -> owing.add(new Owing(unit, task.due(notice, calendar), null, now)))));
        plan.dispatch(now, owing.stream().map(Owing::unit).distinct().toList()).rungs(List.copyOf(owing))
                .briefings(BriefingHours.firstAfter(today, calendar));
    }

    private static Map<String, List<UnitName>> units(List<String> names, LocalDate today, Map<String, String> given) {
        Map<String, List<String>> codes = Directory.expand(names, today, given);
        Map<String, String> known = names(codes.values().stream().flatMap(List::stream).distinct().toList());
        return names.stream().collect(Collectors.toMap(Function.identity(), name ->
                codes.getOrDefault(name, List.of()).isEmpty() ? List.of(new UnitName(null, name))
                        : codes.get(name).stream().map(code -> new UnitName(code, known.get(code))).toList()));
    }

    private static void ofDispatched(Notice notice, ReminderPlan plan) {
        List<Deadline> chased = Deadline.list("noticeId = ?1 and nextAt is not null order by due, unitCode", notice.id);
        Map<String, String> names = names(chased.stream().map(d -> d.unitCode).distinct().toList());
        plan.rungs(chased.stream().map(d -> new Owing(new UnitName(d.unitCode, names.get(d.unitCode)), d.due,
                Mark.of(d.nextRung), d.nextAt)).toList());
        boolean open = Assignment.count("noticeId = ?1 and status in ?2", notice.id, AssignmentStatus.OPEN) > 0;
        if (open && notice.nextBriefingAt != null) {
            plan.briefings(notice.nextBriefingAt);
        }
    }

    private static Map<String, String> names(List<String> codes) {
        return Unit.byCodes(codes).stream().collect(Collectors.toMap(unit -> unit.code, unit -> unit.name));
    }
}
