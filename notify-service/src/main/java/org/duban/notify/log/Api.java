package org.duban.notify.log;

import jakarta.ws.rs.core.Application;
import org.duban.notify.problem.Problem;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.servers.Server;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What holds for all operations; the problems are named here once. */
@OpenAPIDefinition(
        info = @Info(title = "督办 通知服务 (Duban notify-service)", version = "1.0.0", description = """
                        谁在什么时候收到了什么邮件，为什么发、为什么没发。本服务只读：邮件由任务服务的事件引起。

                        Who was told what, when and why, or why not. Read only: mails follow from the events of task-service.

                        时间：时刻为 RFC 3339（UTC），日期为北京时间的业务日期。Instants are RFC 3339 in UTC, days are business days in \
                        Asia/Shanghai. 枚举可能增加新值。Enums may gain values. 错误一律为 application/problem+json（RFC 9457），\
                        按 code 判断。Every error is a problem document; decide by its code."""),
        servers = @Server(url = "/"),
        tags = {
            @Tag(name = "邮件 Mails", description = "邮件台账。The ledger of mails."),
            @Tag(name = "死信 Dead letters", description = "无法识别的消息。Records that were not understood."),
            @Tag(name = "本机 Local", description = "仅本机模式。Local mode only.")
        },
        components =
                @Components(
                        securitySchemes =
                                @SecurityScheme(
                                        securitySchemeName = "bearer",
                                        type = SecuritySchemeType.HTTP,
                                        scheme = "bearer",
                                        bearerFormat = "JWT",
                                        description =
                                                "RS256；groups 为角色 office、inspectorate、reader、unit；单位令牌另有 unit（单位代码）。"
                                                        + " RS256; groups hold the role; a unit's token has its code in unit."),
                        responses = {
                            @APIResponse(
                                    name = "InvalidParameter",
                                    description =
                                            "参数不正确，errors 指明是哪一个（invalid-parameter）。A parameter is not valid; errors name it.",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema = @Schema(implementation = Problem.class))),
                            @APIResponse(
                                    name = "Unauthenticated",
                                    description = "缺少令牌，或令牌无效（unauthenticated）。No valid token.",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema = @Schema(implementation = Problem.class))),
                            @APIResponse(
                                    name = "Forbidden",
                                    description = "角色无权使用（forbidden）。The role may not.",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema = @Schema(implementation = Problem.class))),
                            @APIResponse(
                                    name = "NotFound",
                                    description = "不存在，或不属于本单位（not-found）。There is none, or it is not your unit's.",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema = @Schema(implementation = Problem.class))),
                            @APIResponse(
                                    name = "Unavailable",
                                    description =
                                            "数据库暂时不可用，按 Retry-After 重试（unavailable）。The database is away; try again.",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema = @Schema(implementation = Problem.class)))
                        }),
        security = @SecurityRequirement(name = "bearer"))
public class Api extends Application {}
