package org.duban.task.assignment;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duban.task.assignment.DeadlineData.UnitRef;
import org.duban.task.assignment.DispatchEvents.Counts;
import org.duban.task.assignment.DispatchEvents.PlannedRung;
import org.duban.task.assignment.DispatchEvents.Share;
import org.duban.task.audit.Audit;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.event.CloudEvent;
import org.duban.task.event.Ids;
import org.duban.task.event.Omissions;
import org.duban.task.event.Topics;
import org.duban.task.ladder.Course;
import org.duban.task.ladder.Ladder;
import org.duban.task.notice.LadderChoice;
import org.duban.task.notice.Notice;
import org.duban.task.notice.NoticeRef;
import org.duban.task.notice.Task;
import org.duban.task.notice.UnitRole;
import org.duban.task.outbox.Outbox;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.duban.task.unit.Directory;
import org.duban.task.unit.Unit;

/** 交办: a draft goes live. Groups expand, assignments open, each unit and the mailbox are told. One transaction. */
@ApplicationScoped
public class Dispatch {
    private final DeadlineEvents events;
    private final Outbox outbox;
    private final Audit audit;
    private final WorkingCalendar calendar;
    private final Clock clock;

    Dispatch(DeadlineEvents events, Outbox outbox, Audit audit, WorkingCalendar calendar, Clock clock) {
        this.events = events;
        this.outbox = outbox;
        this.audit = audit;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** What a dispatch made. */
    public record Result(Notice notice, int tasks, int units, int assignments, int deadlines) {}

    /** A deadline's key inside one notice; its day may be null. */
    private record Key(String unit, LocalDate due) {}

    /**
     * Dispatches the notice.
     *
     * @param due    the day to report by, when the notice names none or the office sets another; null: the notice's
     * @param choice DEFAULT or NONE: in place of the notice's ladder; null: the notice's
     * @throws ProblemException 404; 409 when it is no draft, names units that the directory lacks, or has no mailbox or
     *     no day at all
     */
    @Transactional
    public Result dispatch(UUID noticeId, LocalDate due, LadderChoice choice, String actor) {
        Notice notice = Notice.locked(noticeId);
        Instant now = clock.instant();
        LocalDate today = BusinessDays.dayOf(now);
        LocalDate before = notice.reportBy;
        if (due != null && due.isBefore(today)) {
            throw ProblemException.field("/due", "期限不能早于今天。", "The day may not lie before today.");
        }
        if (notice.mailbox == null) {
            throw new ProblemException(ProblemCode.NO_MAILBOX, Text.of(
                    "通知没有报送邮箱，通报将无处可送。请在草稿的 mailbox 中补充。",
                    "The notice has no mailbox, and its briefings nowhere to go. Give one in the draft's mailbox."));
        }
        if (choice == LadderChoice.OWN && notice.ladder != LadderChoice.OWN) {
            throw ProblemException.field("/ladder", "通知没有自定的催办阶梯，请先用 PUT /notices/{id}/ladder 设置。",
                    "The notice has no ladder of its own; give it one by PUT /notices/{id}/ladder.");
        }
        WorkingCalendar calendar = this.calendar.current();
        notice.dispatch(due, choice, reportTo(notice), now, calendar);
        List<Task> tasks = Task.ofNotice(noticeId);
        List<String> names = tasks.stream().flatMap(task -> task.units.stream()).map(Task.PrintedUnit::name).distinct().toList();
        Map<String, List<String>> codes = Expansion.expand(names, today, notice.givenUnits(), "/tasks");
        Map<Key, Deadline> deadlines = new LinkedHashMap<>();
        List<Assignment> assignments = new ArrayList<>();
        for (Task task : tasks) {
            task.inForce = task.due(notice, calendar);
            for (Map.Entry<String, UnitRole> unit : Expansion.roles(task.units, codes).entrySet()) {
                Deadline deadline = deadlines.computeIfAbsent(new Key(unit.getKey(), task.inForce),
                        key -> new Deadline(Ids.next(), noticeId, key.unit, key.due, task.dueWords(notice)));
                assignments.add(new Assignment(Ids.next(), noticeId, task.id, unit.getKey(), deadline, unit.getValue(), now));
            }
        }
        if (notice.ladder != LadderChoice.NONE && deadlines.keySet().stream().allMatch(key -> key.due == null)) {
            throw new ProblemException(ProblemCode.NO_DAY, Text.of(
                    "通知及各事项均没有完成时限。请在请求中给出 due，或以 ladder=NONE 表明不催办。",
                    "Neither the notice nor a task has a day. Give due, or say ladder=NONE."));
        }
        for (Deadline deadline : deadlines.values()) {
            deadline.touch();
            deadline.plan(now, notice.ladderInForce(), calendar);
        }
        Deadline.persist(deadlines.values());
        Panache.getEntityManager().flush();
        Assignment.persist(assignments);
        events.opened(deadlines.values().stream().map(deadline -> deadline.id).toList());
        Result result = new Result(notice, tasks.size(),
                (int) deadlines.keySet().stream().map(Key::unit).distinct().count(), assignments.size(), deadlines.size());
        tellMailbox(notice, result, deadlines.values(), assignments, now, calendar);
        audit.record(new Audit.Entry(actor, "notice.dispatched", "notice", noticeId,
                Map.of("status", "DRAFT", "reportBy", String.valueOf(before)),
                Map.of("status", "DISPATCHED", "reportBy", String.valueOf(notice.reportBy), "assignments",
                        result.assignments, "ladder", notice.ladder), null));
        return result;
    }

    /** R11 must know it: without, the office would review what its own unit reports. */
    private static String reportTo(Notice notice) {
        if (notice.reportTo == null) {
            return null;
        }
        Text what = Text.of("名录中没有报送单位“%s”；请先建立该单位，或修改草稿的 reportTo。",
                "The directory has no unit %s, which the notice reports to; create it, or correct reportTo.", notice.reportTo);
        return Directory.byName(notice.reportTo, notice.givenUnits()).map(unit -> unit.code)
                .orElseThrow(() -> new ProblemException(ProblemCode.UNITS_UNKNOWN, what).at("/reportTo", what));
    }

    private void tellMailbox(Notice notice, Result result, Collection<Deadline> deadlines,
            List<Assignment> assignments, Instant now, WorkingCalendar calendar) {
        NoticeRef ref = NoticeRef.of(notice);
        Map<String, String> names = Unit.byCodes(deadlines.stream().map(d -> d.unitCode).distinct().toList()).stream()
                .collect(Collectors.toMap(unit -> unit.code, unit -> unit.name));
        Map<UUID, Long> counts = assignments.stream()
                .collect(Collectors.groupingBy(a -> a.deadlineId, Collectors.counting()));
        List<Share> shares = deadlines.stream().sorted(Comparator.comparing(d -> d.unitCode)).map(d -> new Share(
                new UnitRef(d.unitCode, names.get(d.unitCode)), d.due, counts.get(d.id))).toList();
        String key = notice.id.toString();
        List<PlannedRung> plan = notice.ladderInForce() == null ? List.of()
                : plan(notice.ladderInForce(), deadlines, now, calendar);
        Omissions omitted = new Omissions();
        outbox.append(List.of(Mailboxes.event(notice.id, notice.mailbox, now),
                new CloudEvent(Ids.next(), Topics.EVENTS, key, DispatchEvents.DISPATCHED_TYPE, key, now, null,
                        new DispatchEvents.Dispatched("dispatch-record/" + key, BusinessDays.dayOf(now), ref,
                                new Counts(result.tasks, result.units, result.assignments, result.deadlines),
                                omitted.first("units", shares), omitted.first("plan", plan), omitted.counts()))));
    }

    private static List<PlannedRung> plan(Ladder ladder, Collection<Deadline> deadlines, Instant now, WorkingCalendar calendar) {
        Map<LocalDate, Long> days = deadlines.stream().map(d -> d.due).filter(Objects::nonNull)
                .collect(Collectors.groupingBy(d -> d, Collectors.counting()));
        return days.entrySet().stream().flatMap(day -> new Course(ladder, day.getKey(), calendar).steps().stream()
                        .filter(step -> step.at().isAfter(now))
                        .map(step -> new PlannedRung(step.mark().name(), step.rung().stage(), day.getKey(), step.at(),
                                day.getValue())))
                .sorted(Comparator.comparing(PlannedRung::at)).toList();
    }
}
