package org.duban.task.board;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.duban.task.report.Attachment;
import org.duban.task.report.Dispute;
import org.duban.task.report.DisputeResource.DisputeView;
import org.duban.task.report.ExtensionRequest;
import org.duban.task.report.ExtensionRequestResource.ExtensionRequestView;
import org.duban.task.report.Reviewers;
import org.duban.task.report.Submission;
import org.duban.task.report.SubmissionResource.SubmissionView;
import org.duban.task.security.Roles;

/** What waits for a decision, the oldest first. */
@ApplicationScoped
public class BoardWaiting {
    /** Of each kind on a page: they are shown in full. */
    static final int PAGE = 20;

    private static final String WAITING = """
            select x.id, n.id, n.title, n.report_to_unit, n.inspectorate_unit, a.id, a.unit_code, u.name, t.id, t.label, t.text, a.due
            from %s x join assignment a on a.id = x.assignment_id join notice n on n.id = a.notice_id
            join task t on t.id = a.task_id join unit u on u.code = a.unit_code
            where n.status = 'DISPATCHED' and %s and (cast(? as uuid) is null or a.notice_id = ?)
            order by x.id limit""" + " " + (PAGE + 1) + " offset ?";
    private static final String REPORTS = WAITING.formatted("submission",
            "a.status = 'SUBMITTED' and x.kind = 'FINAL' and x.decision is null");
    private static final String EXTENSIONS = WAITING.formatted("extension_request", "x.decision is null");
    private static final String DISPUTES = WAITING.formatted("dispute", "x.decision is null");

    private final BoardSql sql;

    BoardWaiting(BoardSql sql) {
        this.sql = sql;
    }

    /**
     * What it is about.
     *
     * @param reviewer the role that decides (R11)
     */
    public record Subject(UUID id, UUID notice, String title, UUID assignment, String unit, String unitName, UUID task, String label,
            String text, LocalDate due, String reviewer) {}

    /** @param mine the caller decides */
    public record Waiting<T>(Subject subject, T what, boolean mine) {}

    /** @param notice null: of all notices */
    BoardPage<Waiting<SubmissionView>> reports(UUID notice, int page, Predicate<String> may) {
        BoardPage<Subject> subjects = subjects(REPORTS, notice, page);
        List<UUID> ids = ids(subjects);
        Map<UUID, List<Attachment.View>> attachments = Attachment.of(ids);
        Map<UUID, SubmissionView> views = Submission.<Submission>list("id in ?1", ids).stream()
                .map(submission -> SubmissionView.of(submission, attachments)).collect(byId(SubmissionView::id));
        return waiting(subjects, views, subject -> may.test(subject.reviewer));
    }

    BoardPage<Waiting<ExtensionRequestView>> extensions(UUID notice, int page, Predicate<String> may) {
        BoardPage<Subject> subjects = subjects(EXTENSIONS, notice, page);
        Map<UUID, ExtensionRequestView> views = ExtensionRequest.<ExtensionRequest>list("id in ?1", ids(subjects)).stream()
                .map(ExtensionRequestView::of).collect(byId(ExtensionRequestView::id));
        return waiting(subjects, views, subject -> may.test(subject.reviewer));
    }

    /** The office decides them all. */
    BoardPage<Waiting<DisputeView>> disputes(UUID notice, int page, Predicate<String> may) {
        BoardPage<Subject> subjects = subjects(DISPUTES, notice, page);
        Map<UUID, DisputeView> views = Dispute.<Dispute>list("id in ?1", ids(subjects)).stream()
                .map(DisputeView::of).collect(byId(DisputeView::id));
        return waiting(subjects, views, subject -> may.test(Roles.OFFICE));
    }

    private BoardPage<Subject> subjects(String select, UUID notice, int page) {
        return BoardPage.of(sql.rows(select, row -> new Subject(row.getObject(1, UUID.class), row.getObject(2, UUID.class),
                        row.getString(3), row.getObject(6, UUID.class), row.getString(7), row.getString(8),
                        row.getObject(9, UUID.class), row.getString(10), row.getString(11), row.getObject(12, LocalDate.class),
                        Reviewers.roleFor(row.getString(7), row.getString(4), row.getString(5))),
                notice, notice, (page - 1) * PAGE), page, PAGE);
    }

    /** What was decided between the two looks is left out. */
    private static <T> BoardPage<Waiting<T>> waiting(BoardPage<Subject> subjects, Map<UUID, T> views, Predicate<Subject> mine) {
        return new BoardPage<>(subjects.rows().stream().filter(subject -> views.containsKey(subject.id))
                .map(subject -> new Waiting<>(subject, views.get(subject.id), mine.test(subject))).toList(),
                subjects.number(), subjects.more());
    }

    private static List<UUID> ids(BoardPage<Subject> subjects) {
        return subjects.rows().stream().map(Subject::id).toList();
    }

    private static <T> Collector<T, ?, Map<UUID, T>> byId(Function<T, UUID> id) {
        return Collectors.toMap(id, Function.identity());
    }
}
