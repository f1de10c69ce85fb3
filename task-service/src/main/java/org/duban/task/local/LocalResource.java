package org.duban.task.local;

import io.agroal.api.AgroalDataSource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import org.duban.task.event.Topics;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Problems;
import org.duban.task.problem.Text;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The door to the movable clock. Outside local mode there is none: 404. */
@Path("/local")
@Tag(name = "local")
public class LocalResource {
    private final LocalConfig config;
    private final Clock clock;
    private final AgroalDataSource database;

    LocalResource(LocalConfig config, Clock clock, AgroalDataSource database) {
        this.config = config;
        this.clock = clock;
        this.database = database;
    }

    /** @param running true: time goes on from there; false: it stands still */
    public record ClockSetting(@NotNull @Schema(examples = "2023-07-19T00:00:00Z") Instant instant, boolean running) {}

    /**
     * @param due    deadlines and briefings that are due at this instant and not fired
     * @param outbox events that Kafka has not acknowledged
     * @param published events on duban.events so far
     */
    @Schema(name = "LocalStatus", requiredProperties = {"now", "due", "outbox", "published"})
    public record Status(@Schema(examples = "2023-07-19T00:00:00Z") Instant now, long due, long outbox,
            long published) {}

    @GET
    @Path("/status")
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "localStatus", summary = "业务时钟与待处理数量 (The clock, and what is still to be done)",
            description = "演示用：due 与 outbox 均为 0 时，本服务在这一时刻已无事可做。"
                    + "(When both are 0, there is nothing left to do at this instant.)")
    @Extension(name = Problems.NAME, value = "not-found")
    public Status status() throws SQLException {
        refuseUnlessLocal();
        Instant now = clock.instant();
        // In this order: what is no longer due is in the outbox by then.
        long due = count("select (select count(*) from deadline where next_at <= ?)"
                + " + (select count(*) from notice where next_briefing_at <= ? and status = 'DISPATCHED')", now);
        long outbox = count("select count(*) from outbox where position is null", null);
        long published = count("select count(*) from outbox where position is not null and topic = '"
                + Topics.EVENTS + "'", null);
        return new Status(now, due, outbox, published);
    }

    @PUT
    @Path("/clock")
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "setClock", summary = "拨动业务时钟 (Move the business clock)",
            description = "两个服务立即看到新的时刻；到期的提醒随即发出。(Both services see it at once; what is due then goes out.)")
    @Extension(name = Problems.NAME, value = "not-found")
    public ClockSetting set(@NotNull @Valid ClockSetting body) {
        refuseUnlessLocal();
        ((FileClock) clock).set(body.instant(), body.running());
        return body;
    }

    private void refuseUnlessLocal() {
        if (!config.enabled()) {
            throw new ProblemException(ProblemCode.NOT_FOUND, Text.of("仅限本机演示模式。", "Local mode only."));
        }
    }

    private long count(String sql, Instant now) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 1; now != null && i <= 2; i++) {
                select.setTimestamp(i, Timestamp.from(now));
            }
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
