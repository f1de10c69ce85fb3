package org.duban.task.ladder;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;

/** A ladder laid out from one due day: which rung is due at which moment, and so what is sent now and what comes next. */
public final class Course {
    private final Ladder ladder;
    private final LocalDate due;
    private final WorkingCalendar calendar;
    private final List<Step> steps;

    /**
     * A rung and the moment at which it is due.
     *
     * @param day its own day, also where it is sent later
     */
    public record Step(Rung rung, Mark mark, LocalDate day, Instant at) {}

    /**
     * What becomes of a deadline.
     *
     * @param fires null: nothing is sent now
     * @param next  null: the ladder has ended
     */
    public record Plan(Step fires, Step next) {}

    public Course(Ladder ladder, LocalDate due, WorkingCalendar calendar) {
        this.ladder = ladder;
        this.due = due;
        this.calendar = calendar;
        this.steps = layOut();
    }

    /** Where rest days bring two rungs to one day, the one nearer the ladder's end stays: at most one a day. */
    private List<Step> layOut() {
        List<Step> laid = new ArrayList<>();
        for (Rung rung : ladder.all()) {
            Mark mark = new Mark(rung.offset(), ladder.days());
            LocalDate day = mark.day(due, calendar);
            if (!laid.isEmpty() && laid.get(laid.size() - 1).day.equals(day)) {
                laid.remove(laid.size() - 1);
            }
            laid.add(new Step(rung, mark, day, BusinessDays.at(day, ladder.hour())));
        }
        return List.copyOf(laid);
    }

    /** Every rung, oldest first. */
    public List<Step> steps() {
        return steps;
    }

    /**
     * The next rung after a moment that stands for all before it, such as the dispatch or a return.
     *
     * @param fired the last rung that fired, or null; nothing at or before it comes again (R6)
     * @return null when the ladder has ended
     */
    public Step nextAfter(Instant moment, Mark fired) {
        return steps.stream().filter(step -> step.at.isAfter(moment) && (fired == null || compare(step, fired) > 0))
                .findFirst().orElse(null);
    }

    /**
     * The next rung where this ladder takes the place of another. Nobody is told of that, so what the other had still to send,
     * though its moment has come, is still to be sent.
     *
     * @param planned the rung that was to come next by the other; null when none was
     * @param fired   as above
     * @return null when the ladder has ended
     */
    public Step insteadOf(Mark planned, Instant now, Mark fired) {
        return steps.stream().filter(step -> (!step.at.isBefore(now) || planned != null && compare(step, planned) >= 0)
                && (fired == null || compare(step, fired) > 0)).findFirst().orElse(null);
    }

    /**
     * What to do of a deadline that was planned before. Of the rungs whose moment has come only the newest is sent (R6); on
     * a rest day none is but one of that very day, and by night none that was missed: it waits for the next working day,
     * unless a newer one comes by then. So neither a day that is declared off nor an outage sends or swallows a reminder.
     *
     * @param planned the rung that was to come next; all before it have been seen to
     */
    public Plan plan(Instant now, Mark planned) {
        Plan plan = come(now, planned);
        return plan.fires == null || mayBeSent(plan.fires, now) ? plan : new Plan(null, held(plan, now));
    }

    /** What came within the hour is on its way, however many come at once. */
    private boolean mayBeSent(Step step, Instant now) {
        LocalDate today = BusinessDays.dayOf(now);
        LocalTime hour = LocalTime.ofInstant(now, BusinessDays.ZONE);
        boolean byDay = !hour.isBefore(Ladder.EARLIEST) && !hour.isAfter(Ladder.LATEST);
        return (byDay || now.isBefore(step.at.plus(Duration.ofHours(1)))) && (step.day.equals(today) || calendar.isWorkingDay(today));
    }

    /** The same after the calendar has changed, where nothing is sent at once: what it brings into the past waits too. */
    public Step planAnew(Instant now, Mark planned) {
        Plan plan = come(now, planned);
        return plan.fires == null ? plan.next : held(plan, now);
    }

    /**
     * All that is to come.
     *
     * @param planned the rung that comes next, at that moment; null: the first after that moment
     */
    public List<Step> rest(Mark planned, Instant from) {
        if (planned == null) {
            return steps.stream().filter(step -> step.at.isAfter(from)).toList();
        }
        List<Step> rest = new ArrayList<>(steps.stream().filter(step -> compare(step, planned) >= 0).toList());
        // The next may wait for a working day.
        if (!rest.isEmpty()) {
            rest.set(0, new Step(rest.get(0).rung, rest.get(0).mark, rest.get(0).day, from));
        }
        return rest;
    }

    private Plan come(Instant now, Mark planned) {
        Step missed = null;
        Step next = null;
        for (Step step : steps) {
            if (compare(step, planned) >= 0) {
                if (step.at.isAfter(now)) {
                    next = step;
                    break;
                }
                missed = step;
            }
        }
        return new Plan(missed, next);
    }

    private Step held(Plan plan, Instant now) {
        LocalDate today = BusinessDays.dayOf(now);
        boolean over = !BusinessDays.at(today, ladder.hour()).isAfter(now);
        Instant until = BusinessDays.at(calendar.plusWorkingDays(over ? today : today.minusDays(1), 1), ladder.hour());
        Step missed = plan.fires;
        return plan.next != null && !plan.next.at.isAfter(until) ? plan.next
                : new Step(missed.rung, missed.mark, missed.day, until);
    }

    /** In the order of the ladder; a mark that counts other days, left by another ladder, stands where its day is. */
    private int compare(Step step, Mark mark) {
        return step.mark.days() == mark.days() ? Integer.compare(step.mark.offset(), mark.offset())
                : step.day.compareTo(mark.day(due, calendar));
    }
}
