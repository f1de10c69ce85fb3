package org.duban.task.assignment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duban.task.audit.Audit;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.event.CloudEvent;
import org.duban.task.event.Ids;
import org.duban.task.event.Topics;
import org.duban.task.notice.Notice;
import org.duban.task.notice.NoticeRef;
import org.duban.task.outbox.Outbox;

/**
 * 办结 and 撤回 of a whole notice: nothing of it is sent any more, mail that is planned included, but for the word to those who
 * still had something to do that it is withdrawn.
 */
@ApplicationScoped
public class Ending {
    private static final String ENDED_TYPE = "org.duban.notice.ended.v1";

    private final Deadlines deadlines;
    private final DeadlineEvents events;
    private final Outbox outbox;
    private final Audit audit;
    private final Clock clock;

    Ending(Deadlines deadlines, DeadlineEvents events, Outbox outbox, Audit audit, Clock clock) {
        this.deadlines = deadlines;
        this.events = events;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /** The data of the event that makes notify-service drop what it has not sent. */
    record Ended(LocalDate day, NoticeRef notice, Notice.Status status, String reason) {}

    /**
     * Closes a notice; what is open of it stays as it is. Nothing changes when it was closed before.
     *
     * @param reason may be null
     */
    @Transactional
    public Notice close(UUID id, String reason, String actor) {
        Notice notice = Notice.locked(id);
        Notice.Status before = notice.status;
        if (notice.close(clock.instant())) {
            Collection<Deadline> ended = stopAll(id);
            events.changed(ids(ended), Cause.NOTICE_CLOSED);
            tell(notice, reason);
            audit.record(new Audit.Entry(actor, "notice.closed", "notice", id, Map.of("status", before),
                    Map.of("status", notice.status), reason));
        }
        return notice;
    }

    /** Withdraws a notice; what is open of it is terminated. Nothing changes when it was withdrawn before. */
    @Transactional
    public Notice withdraw(UUID id, String reason, String actor) {
        Notice notice = Notice.locked(id);
        Notice.Status before = notice.status;
        if (notice.withdraw(clock.instant())) {
            List<Audit.Entry> trail = new ArrayList<>();
            trail.add(new Audit.Entry(actor, "notice.withdrawn", "notice", id, Map.of("status", before),
                    Map.of("status", notice.status), reason));
            Collection<Deadline> ended = stopAll(id);
            Instant now = clock.instant();
            // Read under the lock of their deadlines, so none changes meanwhile.
            Map<UUID, List<UUID>> open = new HashMap<>();
            for (Assignment assignment : Assignment.<Assignment>list("noticeId = ?1 and status in ?2 order by id", id,
                    AssignmentStatus.OPEN)) {
                open.computeIfAbsent(assignment.deadlineId, deadline -> new ArrayList<>()).add(assignment.id);
                trail.add(Terminations.terminate(assignment, reason, actor, now));
            }
            events.withdrawn(open, reason);
            events.changed(ids(ended).stream().filter(deadline -> !open.containsKey(deadline)).toList(), Cause.NOTICE_WITHDRAWN);
            if (before == Notice.Status.DISPATCHED) {
                tell(notice, reason);
            }
            audit.record(trail);
        }
        return notice;
    }

    private Collection<Deadline> stopAll(UUID notice) {
        Collection<Deadline> all = deadlines.lockAll(notice);
        all.forEach(Deadline::stop);
        return all;
    }

    private static List<UUID> ids(Collection<Deadline> deadlines) {
        return deadlines.stream().map(deadline -> deadline.id).toList();
    }

    private void tell(Notice notice, String reason) {
        Instant now = clock.instant();
        String key = notice.id.toString();
        outbox.append(new CloudEvent(Ids.next(), Topics.EVENTS, key, ENDED_TYPE, key, now, null,
                new Ended(BusinessDays.dayOf(now), NoticeRef.of(notice), notice.status, reason)));
    }
}
