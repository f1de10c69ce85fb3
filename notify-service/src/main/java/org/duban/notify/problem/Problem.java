package org.duban.notify.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An error as every client gets it (RFC 9457). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(description = "错误说明，RFC 9457。Problem details, RFC 9457. 程序按 code 判断，文字可能调整。Decide by code; texts may change.")
public record Problem(
        @Schema(
                description = "错误类别的 URI。The problem's type.",
                required = true,
                format = "uri-reference",
                examples = "/problems/invalid-parameter")
        URI type,

        @Schema(description = "类别名称。The type in words.", required = true, examples = "参数不正确")
        String title,

        @Schema(description = "HTTP 状态码。The HTTP status.", required = true, examples = "400")
        int status,

        @Schema(description = "本次错误的说明，按 Accept-Language 为中文（缺省）或英文。What happened, Chinese by default, or English.")
        String detail,

        @Schema(description = "稳定的错误代码。A stable code.", required = true, examples = "invalid-parameter")
        String code,

        @Schema(description = "请求的路径。The path of the request.", format = "uri-reference", examples = "/api/v1/mails")
        URI instance,

        @Schema(description = "逐项错误。The single errors, where a field is at fault.")
        List<Fault> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** One field or parameter at fault. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(description = "一处错误。One fault.")
    public record Fault(
            @Schema(description = "请求体中的位置，JSON Pointer。Where in the body.")
            String pointer,

            @Schema(description = "查询或路径参数名。Name of the query or path parameter.", examples = "limit")
            String parameter,

            @Schema(description = "说明。What is wrong.", examples = "应为 1 至 200 的整数")
            String detail) {}
}
