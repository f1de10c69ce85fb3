package org.duban.notify.log;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.duban.notify.mail.Attempt;
import org.duban.notify.mail.Audience;
import org.duban.notify.mail.Delivery;
import org.duban.notify.mail.Kind;
import org.duban.notify.mail.Mail;
import org.duban.notify.mail.MailStatus;
import org.duban.notify.mail.Resend;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the ledger shows. Instants are machine time in UTC; days are business days in Asia/Shanghai. */
final class MailViews {

    private MailViews() {}

    @Schema(description = "一页邮件，按登记顺序由旧到新。A page of mails in the ledger's order, oldest first.")
    public record MailPage(
            @Schema(required = true) List<MailSummary> items,

            @Schema(
                    description = "下一页的 after；没有下一页时不出现。The after of the next page; absent at the end.",
                    examples = "0Jf3…")
            String next) {}

    @Schema(description = "一封邮件：一个事由、一类收件人。A mail: one occasion, one audience.")
    public record MailSummary(
            @Schema(required = true) UUID id,

            @Schema(description = "台账序号。Position in the ledger.", required = true, examples = "17")
            long position,

            @Schema(description = "种类。Kind. 今后可能增加新值。More values may come.", required = true)
            Kind kind,

            @Schema(description = "收件人类别。To whom.", required = true)
            Audience audience,

            @Schema(description = "状态。Status. 今后可能增加新值。More values may come.", required = true)
            MailStatus status,

            @Schema(description = "状态的原因；无需说明时不出现。Why it has its status; absent where that says all.")
            String statusReason,

            @Schema(
                    description = "事由。The occasion.",
                    required = true,
                    examples = "reminder/0198c0de-0000-7000-8000-000000000001/532500-16/2023-08-02")
            String occasion,

            @Schema(required = true) NoticeRef notice,

            @Schema(description = "所涉单位；发往报送邮箱的邮件没有。The unit; absent for the notice's mailbox.")
            UnitRef unit,

            @Schema(description = "业务日期（北京时间）。The business day.", required = true, examples = "2023-08-02")
            LocalDate day,

            @Schema(description = "最近一次发送的主题；尚未发送时不出现。Subject as last sent; absent before.")
            String subject,

            @Schema(description = "登记时间。When it was planned.", required = true)
            Instant plannedAt,

            @Schema(description = "结束时间；未结束时不出现。When it was settled; absent before.")
            Instant settledAt,

            @Schema(description = "下次处理时间；没有则不出现。When it is looked at next; absent when never.")
            Instant nextAttemptAt,

            @Schema(description = "已尝试轮数。Rounds tried.", required = true, examples = "1")
            int tries) {

        static MailSummary of(Mail mail) {
            return new MailSummary(
                    mail.id,
                    mail.position,
                    mail.kind,
                    mail.audience,
                    mail.status,
                    mail.statusReason,
                    mail.occasion,
                    new NoticeRef(mail.noticeId, mail.noticeTitle),
                    mail.unitCode == null ? null : new UnitRef(mail.unitCode, mail.unitName),
                    mail.day,
                    mail.subject,
                    mail.plannedAt,
                    mail.settledAt,
                    mail.dueAt,
                    mail.tries);
        }
    }

    public record NoticeRef(
            @Schema(required = true) UUID id,
            @Schema(required = true) String title) {}

    public record UnitRef(
            @Schema(required = true, examples = "532500-16") String code,
            @Schema(required = true, examples = "州卫生健康委") String name) {}

    @Schema(description = "一封邮件及其原因、投递和尝试。A mail with its reasons, deliveries and attempts.")
    public record MailDetail(
            @Schema(required = true) MailSummary mail,

            @Schema(description = "发送时单位的办理状态；尚未发送或不涉及单位时不出现。The unit's state at sending; absent before.")
            String stateAtSending,

            @Schema(description = "纯文本正文；尚未发送时不出现。Plain text as last sent; absent before.")
            String text,

            @Schema(description = "正文已过保存期而删除的时间；未删除不出现。When the text was deleted, having been kept long enough; absent before.")
            Instant textDeletedAt,

            @Schema(description = "引起这封邮件的事件，由旧到新。The events that asked for it.", required = true)
            List<ReasonView> reasons,

            @Schema(required = true) List<DeliveryView> deliveries,

            @Schema(description = "办公室要求的重发，由旧到新。Resends that the office asked for.", required = true)
            List<ResendView> resends) {}

    @Schema(description = "一次重发。A resend.")
    public record ResendView(
            @Schema(required = true) UUID mail,

            @Schema(description = "第几次重发。Which resend of the mail it is.", required = true, examples = "1")
            int round,

            @Schema(required = true) Instant askedAt,

            @Schema(description = "要求重发的人：角色和令牌的 sub。Who asked: role and subject.", required = true, examples = "office")
            String askedBy,

            @Schema(required = true, examples = "单位来电说没有收到") String reason) {

        static ResendView of(Resend resend) {
            return new ResendView(resend.mailId, resend.round, resend.askedAt, resend.askedBy, resend.reason);
        }
    }

    public record ReasonView(
            @Schema(required = true) UUID eventId,

            @Schema(description = "事件类型。The event's type.", required = true, examples = "org.duban.rung.fired.v1")
            String type,

            @Schema(description = "催办节点；非催办事件没有。The rung; absent for other events.", examples = "T+1")
            String rung,

            @Schema(required = true) Instant at) {}

    @Schema(description = "发往一个地址的一份邮件。One message to one address.")
    public record DeliveryView(
            @Schema(required = true) UUID id,

            @Schema(required = true, examples = "532500-16.lianluo@honghe.example")
            String address,

            @Schema(required = true, examples = "州卫生健康委办公室联络员")
            String name,

            @Schema(description = "自动重试时不变，重发时更换。The same on every repeat; a resend has its own.", required = true)
            String messageId,

            @Schema(description = "0，或第几次重发。0, or which resend it belongs to.", required = true, examples = "0")
            int round,

            @Schema(required = true) Delivery.Status status,
            String reason,
            @Schema(required = true) List<AttemptView> attempts) {

        static DeliveryView of(Delivery delivery, List<Attempt> attempts) {
            return new DeliveryView(
                    delivery.id,
                    delivery.address,
                    delivery.name,
                    delivery.messageId,
                    delivery.round,
                    delivery.status,
                    delivery.reason,
                    attempts.stream()
                            .filter(attempt -> attempt.deliveryId.equals(delivery.id))
                            .map(attempt -> new AttemptView(
                                    attempt.startedAt, attempt.endedAt, attempt.outcome, attempt.reason, attempt.owner))
                            .toList());
        }
    }

    @Schema(description = "一次尝试。AMBIGUOUS：结果不明，重发可能形成第二份。One try; AMBIGUOUS: a repeat may be a second copy.")
    public record AttemptView(
            @Schema(required = true) Instant startedAt,

            @Schema(description = "进行中不出现。Absent while under way.")
            Instant endedAt,

            @Schema(description = "进行中不出现。Absent while under way.")
            Attempt.Result outcome,

            String reason,

            @Schema(description = "执行的实例。The instance.", required = true)
            String owner) {}

    @Schema(description = "为什么发送或没有发送。Why it was sent, or not.")
    public record Why(
            @Schema(required = true) UUID mail,
            @Schema(required = true) MailStatus status,

            @Schema(description = "逐句说明。Sentences.", required = true)
            List<String> sentences) {}

    @Schema(description = "某单位某日为什么收到或没有收到邮件。Why a unit was told something on a day, or was not.")
    public record DayView(
            @Schema(required = true, examples = "532500-16") String unit,
            @Schema(required = true, examples = "2023-08-02") LocalDate date,

            @Schema(description = "所问的通知；未指定时不出现。The notice that was asked for.")
            UUID notice,

            @Schema(description = "当日涉及该单位的邮件，各附说明。The day's mails, each explained.", required = true)
            List<MailOfDay> mails,

            @Schema(description = "当日没有邮件时的说明；有邮件时为空。Why there is none; empty where there are mails.", required = true)
            List<String> sentences) {}

    @Schema(description = "当日的一封邮件。A mail of the day.")
    public record MailOfDay(
            @Schema(required = true) UUID mail,
            @Schema(required = true) Kind kind,
            @Schema(required = true) Audience audience,
            @Schema(required = true) MailStatus status,

            @Schema(description = "逐句说明。Sentences.", required = true)
            List<String> sentences) {}
}
