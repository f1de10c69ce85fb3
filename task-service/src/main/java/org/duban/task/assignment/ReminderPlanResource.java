package org.duban.task.assignment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.duban.task.problem.Problems;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Every mail to come of a notice, over REST. */
@Path("/api/v1/notices/{id}/reminder-plan")
@Tag(name = "notices")
public class ReminderPlanResource {
    private final ReminderPlans plans;

    ReminderPlanResource(ReminderPlans plans) {
        this.plans = plans;
    }

    @GET
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER})
    @Operation(operationId = "getReminderPlan", summary = "催办计划 (Every mail to come)",
            description = "假定此后没有新的报送，列出之后的每一封邮件：何时、为何、发给谁。已无待报送事项的不列。草稿按此刻交办推算，"
                    + "名录中没有的单位以原文名称列出。(Every mail to come if nothing more is reported; nothing for what is not owed. "
                    + "A draft is taken as if dispatched now; units that the directory lacks stand by their printed names.)")
    @Extension(name = Problems.NAME, value = "not-found")
    public ReminderPlans.Plan plan(@PathParam("id") UUID id) {
        return plans.of(id);
    }
}
