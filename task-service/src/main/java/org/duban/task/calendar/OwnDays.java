package org.duban.task.calendar;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.duban.task.audit.Audit;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;

/**
 * The days that the office declares off or worked. Each change makes a new version of the calendar, in the same
 * transaction; what was planned by an older one is planned again.
 */
@ApplicationScoped
public class OwnDays {
    private final Audit audit;
    private final Clock clock;

    OwnDays(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Nothing changes when it was declared so before.
     *
     * @throws ProblemException 400 when the day has passed
     */
    @Transactional
    void declare(LocalDate day, boolean workingDay, String reason, String actor) {
        refusePast(day);
        lock();
        OwnDay own = OwnDay.findById(day);
        if (own != null && own.workingDay == workingDay && own.reason.equals(reason)) {
            return;
        }
        newVersion();
        Map<String, Object> before = own == null ? null : state(own);
        own = own == null ? new OwnDay(day) : own;
        own.workingDay = workingDay;
        own.reason = reason;
        own.actor = actor;
        own.at = clock.instant();
        own.persist();
        audit.record(new Audit.Entry(actor, "calendar.declared", "calendar-day", day, before, state(own), reason));
    }

    /** The day is again what the State Council says. Nothing changes when it was never declared otherwise. */
    @Transactional
    void withdraw(LocalDate day, String actor) {
        refusePast(day);
        lock();
        OwnDay own = OwnDay.findById(day);
        if (own != null) {
            newVersion();
            own.delete();
            audit.record(new Audit.Entry(actor, "calendar.withdrawn", "calendar-day", day, state(own), null, null));
        }
    }

    private static Map<String, Object> state(OwnDay own) {
        return Map.of("workingDay", own.workingDay, "reason", own.reason);
    }

    /** One change at a time, until the transaction ends. */
    private static void lock() {
        Panache.getEntityManager().createNativeQuery("select version from calendar_version for update").getSingleResult();
    }

    private static void newVersion() {
        Panache.getEntityManager().createNativeQuery("update calendar_version set version = version + 1").executeUpdate();
    }

    /** What has been counted is not counted again. */
    private void refusePast(LocalDate day) {
        if (day.isBefore(BusinessDays.today(clock))) {
            Text what = Text.of("只能更改今天及以后的日子。", "Only today and the days after it can be changed.");
            throw new ProblemException(ProblemCode.INVALID_PARAMETER, what).parameter("day", what);
        }
    }
}
