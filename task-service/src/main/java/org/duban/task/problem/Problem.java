package org.duban.task.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An error answer, {@code application/problem+json} (RFC 9457).
 *
 * @param type     URI of the kind of problem, {@code /problems/{code}}
 * @param title    what kind of problem, in the caller's language; may be reworded
 * @param status   the HTTP status
 * @param detail   what is wrong in this request and what to do, in the caller's language
 * @param instance the path that was called
 * @param code     stable, for programs
 * @param existing the path of what is there already; null where the problem is another
 * @param errors   each place at fault; absent when no single place is
 */
@Schema(name = "Problem", description = "RFC 9457。`code` 稳定，供程序判断；`detail` 供人阅读 (decide by `code`; `detail` is for people)",
        requiredProperties = {"type", "title", "status", "detail", "code"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(@Schema(format = "uri-reference") String type, String title, int status, String detail, String instance, String code,
        @Schema(format = "uri-reference") String existing, List<FieldError> errors) {

    /** The media type of every error answer. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * One place at fault.
     *
     * @param pointer   JSON pointer into the body (RFC 6901), or null
     * @param parameter name of a path, query or header parameter, or null
     * @param detail    what is wrong there
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(requiredProperties = {"detail"})
    public record FieldError(String pointer, String parameter, String detail) {}
}
