package org.duban.task.assignment;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.duban.task.assignment.DeadlineData.AmendmentRef;
import org.duban.task.assignment.DeadlineData.DeadlineRef;
import org.duban.task.assignment.DeadlineData.RejectionRef;
import org.duban.task.assignment.DeadlineData.Relief;
import org.duban.task.assignment.DeadlineData.ReopeningRef;
import org.duban.task.assignment.DeadlineData.ReturnedRef;
import org.duban.task.assignment.DeadlineData.RungRef;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.event.CloudEvent;
import org.duban.task.event.Ids;
import org.duban.task.event.Topics;
import org.duban.task.ladder.Course;
import org.duban.task.notice.Notice;
import org.duban.task.notice.NoticeRef;
import org.duban.task.outbox.Outbox;
import org.duban.task.sql.Trip;

/**
 * Writes the events of deadlines to the outbox, inside the transaction of the change that raised their versions. An
 * event says which occasion it belongs to: all that the occasion brings stands in one mail.
 */
@ApplicationScoped
public class DeadlineEvents {
    private final DataSource database;
    private final Outbox outbox;
    private final WorkingCalendar calendar;
    private final Clock clock;

    DeadlineEvents(DataSource database, Outbox outbox, WorkingCalendar calendar, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** 交办: the first mail to each unit; one with several deadlines gets one mail, which waits for the events of all. */
    void opened(Collection<UUID> deadlines) {
        append(deadlines, (p, ofUnit) -> opened("dispatch/%s/%s".formatted(p.noticeId(), p.unit().code()), ofUnit));
    }

    /**
     * Something was added or changed for these after dispatch: each unit is told in a mail of this amendment's own.
     *
     * @param assignments by deadline the one that was amended
     */
    void amended(Map<UUID, UUID> assignments, UUID amendment, String reason) {
        append(assignments.keySet(), (p, ofUnit) -> opened("amendment/%s/%s".formatted(amendment, p.unit().code()), ofUnit,
                new AmendmentRef(assignments.get(p.id()), reason)));
    }

    /** An assignment came over from another unit: a mail of its own, whatever the unit was sent at dispatch. */
    public void handedOver(UUID deadline, UUID assignment) {
        append(List.of(deadline), (p, ofUnit) -> opened("moved/" + assignment, ofUnit));
    }

    private static Draft opened(String occasion, int ofUnit, Object... what) {
        return new Draft("org.duban.deadline.opened.v1", Ids.next(), occasion, ofUnit, what);
    }

    /** Something changed that consumers should know of, and nobody gets a mail for. */
    public void changed(UUID deadline, Cause cause) {
        changed(List.of(deadline), cause);
    }

    /** The same for several deadlines: one event each. */
    public void changed(Collection<UUID> deadlines, Cause cause) {
        append(deadlines, (p, ofUnit) -> changed(null, null, cause));
    }

    private static Draft changed(String occasion, Integer ofUnit, Object... what) {
        return new Draft("org.duban.deadline.changed.v1", Ids.next(), occasion, ofUnit, what);
    }

    /** 撤销: the unit no longer has to do this, and is told at once. It happens to an assignment once. */
    public void relieved(UUID deadline, UUID assignment, String reason, Cause cause) {
        relieved(Map.of(deadline, assignment), reason, cause);
    }

    /** The same for several deadlines, each with the assignment that is no longer asked for: one event each. */
    void relieved(Map<UUID, UUID> assignments, String reason, Cause cause) {
        append(assignments.keySet(), (p, ofUnit) -> {
            UUID assignment = assignments.get(p.id());
            return changed("relieved/" + assignment, null, cause, new Relief(List.of(assignment), reason));
        });
    }

    /**
     * The whole notice was withdrawn: each unit that still had to do something of it is told, in one mail.
     *
     * @param assignments by deadline those that were open
     */
    void withdrawn(Map<UUID, List<UUID>> assignments, String reason) {
        append(assignments.keySet(), (p, ofUnit) -> changed("withdrawn/%s/%s".formatted(p.noticeId(), p.unit().code()), ofUnit,
                Cause.NOTICE_WITHDRAWN, new Relief(assignments.get(p.id()), reason)));
    }

    /**
     * A report was filed: the unit gets a receipt, one for each notice.
     *
     * @param pictures show what the report made of them; their versions are still those before it
     * @param writes   gets the events
     */
    void filed(Collection<DeadlinePicture> pictures, Map<UUID, LiveNotice> notices, Receipt receipt, Trip writes) {
        Cause cause = receipt.last() ? Cause.SUBMITTED : Cause.INTERIM_SUBMITTED;
        outbox.append(pictures.stream().map(p -> {
            long events = pictures.stream().filter(other -> other.noticeId().equals(p.noticeId())).count();
            return changed("receipt/%s/%s".formatted(receipt.number(), p.noticeId()), (int) events, cause, receipt.within(p))
                    .event(p, p.version() + 1, notices.get(p.noticeId()).ref(), receipt.at(), calendar);
        }).toList(), writes);
    }

    /** 退回: told to the unit at once. */
    public void returned(UUID deadline, UUID submission, UUID assignment, String reason, LocalDate newDue) {
        append(List.of(deadline), (p, ofUnit) -> new Draft("org.duban.submission.returned.v1", Ids.next(),
                "returned/" + submission, null, new ReturnedRef(submission, assignment, reason, newDue)));
    }

    /** 异议不成立: the unit is told at once, and that it stays as it was. */
    public void disputeRejected(UUID deadline, UUID dispute, UUID assignment, String reason) {
        append(List.of(deadline), (p, ofUnit) -> new Draft("org.duban.dispute.rejected.v1", Ids.next(),
                "dispute/" + dispute, null, new RejectionRef(dispute, assignment, reason)));
    }

    /** 延期: the unit is told at once what was decided. */
    public void extension(UUID deadline, boolean granted, ExtensionAnswer answer) {
        String type = "org.duban.extension.%s.v1".formatted(granted ? "granted" : "refused");
        append(List.of(deadline), (p, ofUnit) ->
                new Draft(type, Ids.next(), "extension/" + answer.id(), null, answer));
    }

    /** 重新办理: told to the unit at once. An assignment may be reopened more than once, each time in a mail of its own. */
    public void reopened(UUID deadline, UUID assignment, String reason, LocalDate newDue) {
        append(List.of(deadline), (p, ofUnit) -> new Draft("org.duban.assignment.reopened.v1", Ids.next(),
                "reopened/%s/%s/%d".formatted(assignment, deadline, p.version()), null,
                new ReopeningRef(assignment, reason, newDue)));
    }

    /** A rung that fires, as the tick has decided; the picture is still of the version before. */
    CloudEvent fired(DeadlinePicture picture, NoticeRef notice, Course.Step rung, Instant now,
            WorkingCalendar calendar) {
        String occasion = "reminder/" + picture.noticeId() + "/" + picture.unit().code() + "/" + BusinessDays.dayOf(now);
        // The id follows from both: the same whoever fires it (R6).
        return new Draft("org.duban.rung.fired.v1", Ids.named(picture.id(), rung.mark().name()), occasion, null, RungRef.of(rung))
                .event(picture, picture.version() + 1, notice, now, calendar);
    }

    /** @param draft what is particular to an event, given its picture and how many of these events are its unit's */
    private void append(Collection<UUID> deadlines, BiFunction<DeadlinePicture, Integer, Draft> draft) {
        if (deadlines.isEmpty()) {
            return;
        }
        Panache.getEntityManager().flush();
        Instant now = clock.instant();
        Collection<DeadlinePicture> pictures = pictures(deadlines).values();
        Map<String, Integer> ofUnit = new HashMap<>();
        pictures.forEach(picture -> ofUnit.merge(picture.unit().code(), 1, Integer::sum));
        Map<UUID, NoticeRef> notices = new HashMap<>();
        outbox.append(pictures.stream().map(picture -> {
            NoticeRef notice = notices.computeIfAbsent(picture.noticeId(), id -> NoticeRef.of(Notice.byId(id)));
            return draft.apply(picture, ofUnit.get(picture.unit().code()))
                    .event(picture, picture.version(), notice, now, calendar);
        }).toList());
    }

    Map<UUID, DeadlinePicture> pictures(Collection<UUID> deadlines) {
        try (Connection connection = database.getConnection()) {
            return DeadlinePicture.read(connection, deadlines, calendar);
        } catch (SQLException e) {
            throw new IllegalStateException("deadlines could not be read", e);
        }
    }

    /**
     * What is particular to one event; the rest follows from the picture.
     *
     * @param occasion       null: no mail
     * @param occasionEvents null: its mail waits for no others
     * @param what           the rung, the cause or the decision that it tells of, one of a kind
     */
    private record Draft(String type, UUID id, String occasion, Integer occasionEvents, Object... what) {

        CloudEvent event(DeadlinePicture p, int version, NoticeRef notice, Instant now, WorkingCalendar calendar) {
            LocalDate day = BusinessDays.dayOf(now);
            Integer left = p.due() == null ? null : calendar.workingDaysBetween(day, p.due());
            DeadlineData data = new DeadlineData(occasion, occasionEvents, day, notice, p.unit(),
                    new DeadlineRef(p.id(), p.due(), p.dueText(), version), what(RungRef.class), left,
                    what(Cause.class), what(Receipt.class), what(Relief.class), what(ReturnedRef.class),
                    what(ExtensionAnswer.class), what(ReopeningRef.class), what(RejectionRef.class),
                    what(AmendmentRef.class), p.assignments());
            return new CloudEvent(id, Topics.EVENTS, p.unit().code(), type, p.id().toString(), now, version, data);
        }

        private <T> T what(Class<T> kind) {
            return Stream.of(what).filter(kind::isInstance).map(kind::cast).findFirst().orElse(null);
        }
    }
}
