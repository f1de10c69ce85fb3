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
import javax.sql.DataSource;
import org.duban.task.assignment.DeadlineData.DeadlineRef;
import org.duban.task.assignment.DeadlineData.ReturnedRef;
import org.duban.task.assignment.DeadlineData.RungRef;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.event.CloudEvent;
import org.duban.task.event.Ids;
import org.duban.task.event.Topics;
import org.duban.task.notice.Notice;
import org.duban.task.notice.NoticeRef;
import org.duban.task.outbox.Outbox;

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
        append(deadlines, (p, ofUnit) -> opened("dispatch/" + p.noticeId(), p, ofUnit));
    }

    /** Something was added for these after dispatch: each unit is told in a mail of this amendment's own. */
    void amended(Collection<UUID> deadlines, UUID amendment) {
        append(deadlines, (p, ofUnit) -> opened("amendment/" + amendment, p, ofUnit));
    }

    private static Draft opened(String occasion, DeadlinePicture picture, int ofUnit) {
        return new Draft("org.duban.deadline.opened.v1", Ids.next(), occasion + "/" + picture.unit().code(), ofUnit,
                null, null, null);
    }

    /** Something changed that consumers should know of, and nobody gets a mail for. */
    public void changed(UUID deadline, Cause cause) {
        changed(List.of(deadline), cause);
    }

    void changed(Collection<UUID> deadlines, Cause cause) {
        append(deadlines, (p, ofUnit) ->
                new Draft("org.duban.deadline.changed.v1", Ids.next(), null, null, null, cause, null));
    }

    /** 退回: told to the unit at once. */
    public void returned(UUID deadline, UUID submission, UUID assignment, String reason, LocalDate newDue) {
        append(List.of(deadline), (p, ofUnit) -> new Draft("org.duban.submission.returned.v1", Ids.next(),
                "returned/" + submission, null, null, null, new ReturnedRef(submission, assignment, reason, newDue)));
    }

    /** A rung that fires, as the tick has decided; the picture is still of the version before. */
    CloudEvent fired(DeadlinePicture picture, NoticeRef notice, Rung rung, Instant now) {
        String occasion = "reminder/%s/%s/%s"
                .formatted(picture.noticeId(), picture.unit().code(), BusinessDays.dayOf(now));
        return new Draft("org.duban.rung.fired.v1", rung.eventId(picture.id()), occasion, null, RungRef.of(rung), null, null)
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

    private Map<UUID, DeadlinePicture> pictures(Collection<UUID> deadlines) {
        try (Connection connection = database.getConnection()) {
            return DeadlinePicture.read(connection, deadlines);
        } catch (SQLException e) {
            throw new IllegalStateException("deadlines could not be read", e);
        }
    }

    /** What is particular to one event; the rest follows from the picture. Null where it does not apply. */
    private record Draft(String type, UUID id, String occasion, Integer occasionEvents, RungRef rung, Cause cause,
            ReturnedRef submission) {

        CloudEvent event(DeadlinePicture p, int version, NoticeRef notice, Instant now, WorkingCalendar calendar) {
            LocalDate day = BusinessDays.dayOf(now);
            Integer left = p.due() == null ? null : calendar.workingDaysBetween(day, p.due());
            DeadlineData data = new DeadlineData(occasion, occasionEvents, day, notice, p.unit(),
                    new DeadlineRef(p.id(), p.due(), p.dueText(), version), rung, left, cause, submission,
                    p.assignments());
            return new CloudEvent(id, Topics.EVENTS, p.unit().code(), type, p.id().toString(), now, version, data);
        }
    }
}
