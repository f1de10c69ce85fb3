package org.duban.task.local;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.servers.Server;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the OpenAPI document says of the API as a whole. */
@OpenAPIDefinition(
        info = @Info(title = "督办 任务服务 (Duban task-service)", version = "1.0.0", description = """
                读取通知，交办任务，接收报送，按时提醒。

                - 令牌：在 Authorization 中以 Bearer 提供，角色为 office（督办办公室）、unit（责任单位，claim `unit` 为单位代码）、\
                inspectorate（督查室）、reader（只读）。本机运行时用 `./start --token office` 取得。
                - 日期是北京时间的日期（`2023-08-01`），期限含当日；时刻是 UTC 的 RFC 3339。null 与缺省同义。
                - 列表按建立的先后排序，`limit` 默认 50、最多 200；把答复中的 `next` 作为 `after` 读下一页。
                - 错误一律是 `application/problem+json`（RFC 9457），`code` 稳定，`detail` 随 Accept-Language 用中文或英文。
                - 每个答复带 `X-Request-Id`，日志中可按它查找；请求自带的（至多 64 个字母、数字、`.`、`_`、`:`、`-`）沿用。请求可带 \
                `traceparent`（W3C Trace Context），由它引起的事件随之携带。
                - 枚举今后可能增加新的值，字段可能增加。

                (Reads notices, dispatches tasks, takes reports, reminds in time. Bearer tokens; days are days in Beijing, \
                inclusive; instants are UTC; lists are paged by `after`; errors are RFC 9457 problems with a stable code; each answer has an \
                X-Request-Id, that of the request where it brings one; a traceparent goes on with the events that the request causes.)"""),
        servers = @Server(url = "/", description = "本服务 (this service)"),
        security = @SecurityRequirement(name = "token"),
        tags = {
            @Tag(name = "notices", description = "通知：读取、草稿、交办 (notices)"),
            @Tag(name = "tasks", description = "事项 (tasks)"),
            @Tag(name = "assignments", description = "责任分工：查看、签收 (assignments)"),
            @Tag(name = "submissions", description = "报送与审核 (reports and reviews)"),
            @Tag(name = "extension-requests", description = "延期申请 (extension requests)"),
            @Tag(name = "disputes", description = "异议：非本单位职责 (disputes: not ours)"),
            @Tag(name = "deadlines", description = "完成时限与下一次提醒 (deadlines)"),
            @Tag(name = "papers", description = "台账、报告、催办函、日历 (papers to print and forward)"),
            @Tag(name = "events", description = "事件流 (events)"),
            @Tag(name = "audit", description = "更改记录 (who changed what)"),
            @Tag(name = "units", description = "单位名录、单位组与联络方式 (units, groups, contacts)"),
            @Tag(name = "calendar", description = "工作日历 (working calendar)"),
            @Tag(name = "hold", description = "恢复备份之后的暂停 (the hold after a restore)"),
            @Tag(name = "local", description = "仅限本机演示模式 (local mode only)")})
@SecurityScheme(securitySchemeName = "token", type = SecuritySchemeType.HTTP, scheme = "bearer", bearerFormat = "JWT",
        description = "JWT，RS256 签名 (signed by RS256)")
public class ApiDescription extends Application {}
