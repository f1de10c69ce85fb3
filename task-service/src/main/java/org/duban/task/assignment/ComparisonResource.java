package org.duban.task.assignment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.UUID;
import org.duban.task.limit.MaxBody;
import org.duban.task.notice.Comparison;
import org.duban.task.notice.Notice;
import org.duban.task.notice.NoticeDraft;
import org.duban.task.notice.NoticeDraft.TaskDraft;
import org.duban.task.notice.Task;
import org.duban.task.problem.Problems;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A notice that comes again beside the one that is stored. Nothing is changed: the office sends the amendments that it wants. */
@Path("/api/v1/notices/{id}/comparison")
@Tag(name = "notices")
public class ComparisonResource {
    private static final String REASON = "按重新导入的通知修订。";

    /**
     * How the stored notice and the new reading differ.
     *
     * @param same whether they do not differ at all
     */
    @Schema(name = "NoticeComparison", requiredProperties = {"noticeId", "status", "same", "fields", "tasks", "unchanged"})
    public record ComparisonView(UUID noticeId, Notice.Status status, boolean same, List<Comparison.Change> fields,
            List<TaskDifference> tasks, @Schema(examples = "22") int unchanged) {

        /** Of a dispatched notice with the amendments that would bring the differences about. */
        public static ComparisonView of(Notice notice, NoticeDraft draft) {
            boolean live = notice.status == Notice.Status.DISPATCHED;
            Comparison comparison = Comparison.of(notice, Task.ofNotice(notice.id), live ? withTheNoticesDay(notice, draft) : draft);
            List<TaskDifference> tasks = comparison.tasks().stream().map(task -> new TaskDifference(task.kind(), task.id(), task.ref(),
                    task.fields(), live ? amendment(notice.id, task) : null)).toList();
            return new ComparisonView(notice.id, notice.status, comparison.fields().isEmpty() && tasks.isEmpty(), comparison.fields(), tasks,
                    comparison.unchanged());
        }
    }

    /**
     * A task that differs.
     *
     * @param taskId    null where it is added
     * @param amendment what would bring it about; null unless the notice is dispatched: a draft is patched
     */
    @Schema(name = "TaskDifference", requiredProperties = {"kind", "ref", "fields"})
    public record TaskDifference(Comparison.Kind kind, UUID taskId, @Schema(examples = "二/(四)/1") String ref,
            List<Comparison.Change> fields, ProposedAmendment amendment) {}

    /** A request as it can be sent; PUT needs the ETag of GET /tasks/{id} as If-Match. */
    @Schema(name = "ProposedAmendment", requiredProperties = {"method", "path", "body"})
    public record ProposedAmendment(@Schema(examples = "PUT") String method,
            @Schema(examples = "/api/v1/notices/0198c0de-0000-7000-8000-000000000001/tasks/0198c0de-0000-7000-8000-000000000002") String path,
            AmendmentBody body) {}

    /** @param task null where the task is withdrawn */
    @Schema(name = "ProposedAmendmentBody", requiredProperties = {"reason"})
    public record AmendmentBody(@Schema(examples = REASON) String reason, TaskDraft task) {}

    @POST
    @MaxBody(NoticeDraft.MEGABYTES)
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "compareNotice", summary = "将重新导入的通知与已有的比较 (Compare a notice that comes again)",
            description = "正文为 parse 的答复。列出与已有通知不同的字段和事项，不作任何更改；已交办的，每处不同附可直接发送的修订请求（amendment），"
                    + "通知的报送期限改变时，随之改变的事项也列入。(Send what parse answered. What differs is listed, nothing is changed; of a dispatched notice "
                    + "each difference has the amendment that would bring it about, also of tasks that follow a new day of the notice.)")
    @Extension(name = Problems.NAME, value = "not-found")
    @Transactional
    public ComparisonView compare(@PathParam("id") UUID id, @NotNull @Valid NoticeDraft body) {
        return ComparisonView.of(Notice.byId(id), body);
    }

    /** A dispatched notice keeps its day: where the new reading has another, the tasks that follow it get it as their own. */
    private static NoticeDraft withTheNoticesDay(Notice notice, NoticeDraft draft) {
        return draft.reportBy() == null || draft.reportBy().equals(notice.reportBy) ? draft : draft.withDayOfItsTasks();
    }

    private static ProposedAmendment amendment(UUID notice, Comparison.TaskChange task) {
        String tasks = "/api/v1/notices/" + notice + "/tasks";
        return switch (task.kind()) {
            case ADDED -> new ProposedAmendment("POST", tasks, new AmendmentBody(REASON, task.draft()));
            case CHANGED -> new ProposedAmendment("PUT", tasks + "/" + task.id(), new AmendmentBody(REASON, task.draft()));
            case REMOVED -> new ProposedAmendment("POST", tasks + "/" + task.id() + "/withdraw", new AmendmentBody(REASON, null));
        };
    }
}
