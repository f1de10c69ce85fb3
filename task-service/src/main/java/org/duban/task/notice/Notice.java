package org.duban.task.notice;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.ladder.Ladder;
import org.duban.task.parse.Finding;
import org.duban.task.parse.ParsedContact;
import org.duban.task.parse.ParsedSection;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.duban.task.unit.UnitReading;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A notice (通知 / 方案): the source of measures, with the day and the mailbox to report to. */
@Entity
public class Notice extends PanacheEntityBase {
    /** DRAFT → DISPATCHED → CLOSED or WITHDRAWN. */
    @Schema(name = "NoticeStatus")
    public enum Status {
        /** Stored, may still be edited; nobody has been told. */
        DRAFT("草稿", "draft"),
        /** 已交办: units have been told, reminders run. */
        DISPATCHED("已交办", "dispatched"),
        /** 已办结 by the office: nothing is sent any more. */
        CLOSED("已办结", "closed"),
        /** 已撤回: unsent mail is cancelled. */
        WITHDRAWN("已撤回", "withdrawn");

        private final Text word;

        Status(String zh, String en) {
            word = new Text(zh, en);
        }

        /** What people read. */
        public String word(boolean english) {
            return word.in(english);
        }

        /** The same in Chinese, with the name that programs know: 已交办（DISPATCHED）. */
        public String named() {
            return word.zh() + "（" + this + "）";
        }
    }

    @Id
    public UUID id;

    public String title;

    /** 文号; null when the notice bears none of its own. */
    @Column(name = "document_number")
    public String documentNumber;

    @Column(name = "issued_by")
    public String issuedBy;

    @Column(name = "issued_on")
    public LocalDate issuedOn;

    @Column(name = "published_on")
    public LocalDate publishedOn;

    /** The day by which every unit reports; it includes that day (R2). Null: the notice names none. */
    @Column(name = "report_by")
    public LocalDate reportBy;

    /** The day as it was written (R1), for example 2023年8月1日前. */
    @Column(name = "report_by_text")
    public String reportByText;

    @Column(name = "report_to")
    public String reportTo;

    /** The unit that reports go to; its own reports are reviewed by the inspectorate (R11). Null until the directory has it. */
    @Column(name = "report_to_unit")
    public String reportToUnit;

    /** The unit that escalation lists are sent to; null: only the mailbox gets them. */
    @Column(name = "inspectorate_unit")
    public String inspectorateUnit;

    /** Receives the dispatch record, briefings and escalation lists (R8); only ever a recipient (R13). */
    public String mailbox;

    @JdbcTypeCode(SqlTypes.JSON)
    public List<ParsedContact> contact;

    @JdbcTypeCode(SqlTypes.JSON)
    public List<ParsedSection> sections;

    @JdbcTypeCode(SqlTypes.JSON)
    public List<Finding> findings;

    /** Whom printed names mean in this notice, where the office has said so. */
    @JdbcTypeCode(SqlTypes.JSON)
    public List<UnitReading> units = List.of();

    /** The verbatim text (R1). */
    @Column(name = "source_text")
    public String sourceText;

    @Enumerated(EnumType.STRING)
    public Status status;

    @Enumerated(EnumType.STRING)
    public LadderChoice ladder = LadderChoice.DEFAULT;

    /** Only where {@link #ladder} is OWN. */
    @Column(name = "own_ladder")
    @JdbcTypeCode(SqlTypes.JSON)
    public Ladder ownLadder;

    @Enumerated(EnumType.STRING)
    @Column(name = "rule_before")
    public DeadlineRule.Before ruleBefore = DeadlineRule.STANDARD.before();

    @Enumerated(EnumType.STRING)
    @Column(name = "rule_rest_day")
    public DeadlineRule.RestDay ruleRestDay = DeadlineRule.STANDARD.restDay();

    /** The day to report by was given at dispatch: no rule applies to it. */
    @Column(name = "report_by_given")
    public boolean reportByGiven;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "dispatched_at")
    public Instant dispatchedAt;

    /** When it was closed or withdrawn; null before. */
    @Column(name = "ended_at")
    Instant endedAt;

    @Column(name = "next_briefing_at")
    public Instant nextBriefingAt;

    /** The day of the last briefing. */
    @Column(name = "briefed_on")
    public LocalDate briefedOn;

    /** The version of the calendar that {@link #nextBriefingAt} was planned by. */
    @Column(name = "calendar_version")
    public int calendarVersion;

    /** The version of the calendar by which the days of its tasks were last counted. */
    @Column(name = "days_version")
    public int daysVersion;

    @Version
    public int version;

    protected Notice() {}

    Notice(UUID id, Instant now) {
        this.id = id;
        this.status = Status.DRAFT;
        this.createdAt = now;
    }

    /**
     * Makes the notice live.
     *
     * @param due          the day to report by, when the office gives one; null keeps the notice's
     * @param choice       null keeps the notice's
     * @param reportTo     code of the unit that reports go to; null when the notice names none
     * @throws ProblemException 409 unless it is a draft
     */
    public void dispatch(LocalDate due, LadderChoice choice, String reportTo, Instant now, WorkingCalendar calendar) {
        if (status != Status.DRAFT) {
            throw new ProblemException(ProblemCode.ILLEGAL_MOVE, new Text("通知的状态为" + status.named() + "，只有草稿可以交办。",
                    "The notice is " + status + "; only a draft can be dispatched."));
        }
        if (due != null) {
            reportBy = due;
            reportByGiven = true;
        }
        chase(choice == null ? ladder : choice, ownLadder);
        reportToUnit = reportTo;
        status = Status.DISPATCHED;
        dispatchedAt = now;
        daysVersion = calendar.version();
        briefing(BriefingHours.firstAfter(BusinessDays.dayOf(now), calendar), calendar);
    }

    /** @param own counts only where the choice is OWN */
    public void chase(LadderChoice choice, Ladder own) {
        ladder = choice;
        ownLadder = choice == LadderChoice.OWN ? own : null;
    }

    /** @return null: no reminders */
    public Ladder ladderInForce() {
        return ladder.ladder(ownLadder);
    }

    /** Codes of units or groups by the names that mean them here, whatever the directory says. */
    public Map<String, String> givenUnits() {
        return units.stream().collect(Collectors.toMap(UnitReading::name, UnitReading::code, (a, b) -> a));
    }

    public DeadlineRule rule() {
        return new DeadlineRule(ruleBefore, ruleRestDay);
    }

    /** The day that is in force for those whose task has none of its own. */
    public LocalDate due(WorkingCalendar calendar) {
        return reportByGiven ? reportBy : rule().due(reportBy, reportByText, calendar);
    }

    /**
     * 办结 by the office: nothing is sent any more.
     *
     * @return false when it was closed before
     * @throws ProblemException 409 unless it is dispatched
     */
    public boolean close(Instant now) {
        return end(Status.CLOSED, now, status == Status.DISPATCHED, new Text("通知的状态为" + status.named() + "，只有已交办的可以办结。",
                "The notice is " + status + "; only a dispatched one can be closed."));
    }

    /**
     * 撤回.
     *
     * @return false when it was withdrawn before
     * @throws ProblemException 409 when it is closed
     */
    public boolean withdraw(Instant now) {
        return end(Status.WITHDRAWN, now, status != Status.CLOSED,
                Text.of("通知已办结（CLOSED），不能撤回。", "The notice is CLOSED and cannot be withdrawn."));
    }

    private boolean end(Status end, Instant now, boolean allowed, Text refusal) {
        if (status == end) {
            return false;
        }
        if (!allowed) {
            throw new ProblemException(ProblemCode.ILLEGAL_MOVE, refusal);
        }
        status = end;
        endedAt = now;
        nextBriefingAt = null;
        return true;
    }

    /** The office was briefed of that day. */
    public void briefed(LocalDate day, WorkingCalendar calendar) {
        briefedOn = day;
        briefing(BriefingHours.firstAfter(day, calendar), calendar);
    }

    /** Nothing was to be told now; the next is the first after that moment. */
    public void postponeBriefing(Instant now, WorkingCalendar calendar) {
        briefing(BriefingHours.firstAfter(BusinessDays.dayOf(dispatchedAt), now, calendar), calendar);
    }

    private void briefing(Instant at, WorkingCalendar calendar) {
        nextBriefingAt = at;
        calendarVersion = calendar.version();
    }

    /** @throws ProblemException 404 */
    public static Notice byId(UUID id) {
        return Notice.<Notice>findByIdOptional(id).orElseThrow(() -> missing(id));
    }

    /** The same, locked until the transaction ends. */
    public static Notice locked(UUID id) {
        Notice notice = Notice.findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (notice == null) {
            throw missing(id);
        }
        return notice;
    }

    /** Of the live ones that have one, by notice. */
    public static Map<UUID, String> mailboxes() {
        return getEntityManager()
                .createQuery("select n.id, n.mailbox from Notice n where n.status = DISPATCHED and n.mailbox is not null", Object[].class)
                .getResultStream().collect(Collectors.toMap(row -> (UUID) row[0], row -> (String) row[1]));
    }

    public static ProblemException missing(UUID id) {
        return ProblemException.notFound(new Text("通知", "notice"), id);
    }
}
