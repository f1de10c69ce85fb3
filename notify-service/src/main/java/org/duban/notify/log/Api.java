package org.duban.notify.log;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.servers.Server;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What holds for all operations; the problems are named here once. */
@OpenAPIDefinition(
        info = @Info(title = "督办 通知服务 (Duban notify-service)", version = "1.0.0", description = """
                        谁在什么时候收到了什么邮件，为什么发、为什么没发。邮件由任务服务的事件引起；办公室可以要求重发，可以解除地址的退信标记。

                        Who was told what, when and why, or why not. Mails follow from the events of task-service; the office may \
                        have one sent again, and clear the flag of an address.

                        列表：limit 缺省 50、最多 200；next 是不透明的游标，作为下一次的 after，其他参数不变。每个 JSON 响应带 ETag，\
                        可用 If-None-Match 得到 304。未知的查询参数一律拒绝。每个客户端每分钟的请求数有上限，超过为 429 和 Retry-After。

                        Lists: 50 items by default, 200 at most; next is opaque, send it as after with the other parameters unchanged. \
                        Each JSON answer has an ETag; If-None-Match gives 304. Unknown query parameters are refused. The requests a minute \
                        of a client are limited: 429 with Retry-After.

                        时间：时刻为 RFC 3339（UTC），日期为北京时间的业务日期。Instants are RFC 3339 in UTC, days are business days in \
                        Asia/Shanghai. 枚举可能增加新值。Enums may gain values. 错误一律为 application/problem+json（RFC 9457），\
                        按 code 判断。Every error is a problem document; decide by its code. 每个答复带 X-Request-Id，请求自带的沿用。Each answer has \
                        an X-Request-Id, that of the request where it brings one."""),
        servers = @Server(url = "/"),
        tags = {
            @Tag(name = "邮件 Mails", description = "邮件台账。The ledger of mails."),
            @Tag(name = "地址 Addresses", description = "被退信的地址。Addresses that were refused."),
            @Tag(name = "预览 Previews", description = "用内置演示数据生成的各类邮件。Each kind of mail, from built-in sample data."),
            @Tag(name = "错误 Problems", description = "错误说明。What a problem means."),
            @Tag(name = "死信 Dead letters", description = "无法识别的消息。Records that were not understood."),
            @Tag(name = "暂停 Hold", description = "恢复备份之后的暂停。The hold after a restore."),
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
                                                        + " RS256; groups hold the role; a unit's token has its code in unit.")),
        security = @SecurityRequirement(name = "bearer"))
public class Api extends Application {}
