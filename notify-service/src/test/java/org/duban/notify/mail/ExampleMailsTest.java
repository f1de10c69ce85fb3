package org.duban.notify.mail;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.duban.notify.Mailroom;
import org.duban.notify.StackResource;
import org.duban.notify.World;
import org.duban.stack.mail.AcceptedMail;
import org.junit.jupiter.api.Test;

/** Every example of the contract, as Kafka brings it, and the mail that the catcher gets. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ExampleMailsTest {

    @Inject
    Mailroom mailroom;

    private final World world = new World();

    @Test
    void everyExampleIsReadAndNoneIsLeftOut() throws Exception {
        List<String> names;
        try (var files = Files.list(Path.of("../openapi/examples"))) {
            names = files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        }
        World.now("2023-08-08T00:40:00Z");
        // The end of the notice comes last, as in life: it would stop the others.
        names.stream().filter(name -> !name.equals("notice-ended")).forEach(world::publishExamples);
        mailroom.work();
        world.publishExamples("notice-ended");
        mailroom.work();

        List<String> kinds = new ArrayList<>();
        for (AcceptedMail mail : world.mails.all()) {
            if (mail.recipients().contains(world.liaison()) || mail.recipients().contains(world.mailbox())) {
                kinds.add(mail.subject().substring(1, mail.subject().indexOf('】')));
            }
        }
        // Of the three rungs that come at once only the newest goes (R6); and the return and the other answers are
        // dropped, because the picture of the escalation, later than theirs, shows their assignment as submitted again.
        assertThat(
                kinds.stream().sorted().toList(),
                equalTo(Stream.of("交办回执", "交办", "督办", "通报", "督办清单", "调整", "回执", "撤销", "撤回")
                        .sorted()
                        .toList()));
    }

    @Test
    void dispatchToTheUnit() throws Exception {
        World.now("2023-07-19T00:00:00Z");
        world.publishExamples("unit-contacts", "notice-mailbox", "deadline-opened");
        mailroom.work();

        AcceptedMail mail = world.onlyMailTo(world.liaison());
        assertThat(mail.subject(), equalTo("【交办】8月1日前报送：红河州校园安全工作情况报告审议意见处理方案"));
        String text = world.text(mail);
        assertThat(text, startsWith("【演示数据】"));
        assertThat(
                text,
                allOf(
                        containsString("州卫生健康委：\n"),
                        containsString("下列2项工作由你单位承担，请于2023年8月1日（星期二）前（含当日）向州教育体育局报送办理情况"),
                        containsString("(四)聚焦专项治理行动,切实维护学生人身安全"),
                        containsString("(四)-4　［绿灯］还有9个工作日"),
                        containsString("责任单位，待签收，2023年8月1日（星期二）截止"),
                        containsString("邮箱：" + world.mailbox()),
                        containsString("联系人：张某某，电话0000000。"),
                        containsString("红河州人民政府办公室印发，原文时限“2023年8月1日前”"),
                        containsString("发送原因：通知交办，你单位有8月1日截止的事项。")));
        String html = world.mails.html(mail);
        assertThat(
                html,
                allOf(
                        containsString("演示数据"),
                        containsString("开展心理健康教育。加强教师心理健康培训工作"),
                        containsString("绿灯"),
                        containsString("<meta name=\"color-scheme\" content=\"light dark\">")));
        assertThat("nothing is fetched, and the one way leads to the report", html.replace("href=\"https://duban.example/report/", ""), not(containsString("http")));
        assertThat("the leader gets no dispatch", world.inboxOf(world.leader()), empty());
    }

    @Test
    void headersOnTheWire() throws Exception {
        World.now("2023-07-19T00:00:00Z");
        world.publishExamples("unit-contacts", "deadline-opened");
        mailroom.work();

        AcceptedMail mail = world.onlyMailTo(world.liaison());
        MimeMessage message = parse(mail);
        List<String> names = Collections.list(message.getAllHeaders()).stream()
                .map(Header::getName)
                .sorted()
                .toList();
        assertThat(
                names,
                equalTo(List.of(
                        "Auto-Submitted",
                        "Content-Type",
                        "Date",
                        "From",
                        "In-Reply-To",
                        "MIME-Version",
                        "Message-ID",
                        "References",
                        "Reply-To",
                        "Subject",
                        "To",
                        "X-Auto-Response-Suppress")));
        String thread = "<thread." + world.notice() + "." + world.unit() + "@duban.example>";
        assertThat(message.getHeader("In-Reply-To", null), equalTo(thread));
        assertThat(message.getHeader("References", null), equalTo(thread));
        assertThat(message.getHeader("Auto-Submitted", null), equalTo("auto-generated"));
        assertThat(message.getHeader("X-Auto-Response-Suppress", null), equalTo("All"));
        assertThat(
                message.getMessageID(),
                equalTo("<" + Ids.delivery(unitMail("dispatch/%s/%s"), 0, world.liaison()) + "@duban.example>"));
        assertThat(message.getSentDate().toInstant(), equalTo(Instant.parse("2023-07-19T00:00:00Z")));
        assertThat(message.getFrom()[0].toString(), containsString("<duban@duban.example>"));
        assertThat(((InternetAddress) message.getFrom()[0]).getPersonal(), equalTo("督办系统"));
        assertThat(message.getReplyTo()[0], equalTo(message.getFrom()[0]));
        assertThat(((InternetAddress) message.getAllRecipients()[0]).getPersonal(), equalTo("州卫生健康委办公室联络员"));
        assertThat(message.getContentType(), startsWith("multipart/mixed"));
        String raw = new String(world.mails.raw(mail), StandardCharsets.UTF_8);
        String head = raw.substring(0, raw.indexOf("\r\n\r\n"));
        assertThat("headers are ASCII", head.chars().allMatch(c -> c < 0x7f), equalTo(true));
    }

    @Test
    void reminderNamesWhatWaitsForReviewAndDoesNotChaseIt() {
        World.now("2023-07-27T00:30:00Z");
        world.publishExamples(
                "unit-contacts", "notice-mailbox", "deadline-opened", "deadline-changed", "rung-fired-reminder");
        mailroom.work();

        AcceptedMail mail = world.inboxOf(world.liaison()).get(1);
        assertThat(mail.subject(), startsWith("【提醒】距8月1日截止还有3个工作日：红河州校园安全"));
        String text = world.text(mail);
        assertThat(
                text,
                allOf(
                        containsString("你单位承担的下列1项工作应于2023年8月1日（星期二）前（含当日）向州教育体育局报送办理情况，还有3个工作日"),
                        containsString("(四)-4　［黄灯］还有3个工作日"),
                        containsString("■ 已报送、等待审核（无需再报）"),
                        containsString("在截止前3个工作日（T-3）发送提醒")));
        assertThat(text, not(containsString("(五)-5　［")));
        assertThat(world.inboxOf(world.leader()), empty());
    }

    @Test
    void chaseAndEscalationGoToTheLeaderToo() {
        World.now("2023-08-02T00:30:00Z");
        world.publishExamples("unit-contacts", "rung-fired-chase");
        mailroom.work();
        AcceptedMail chase = world.onlyMailTo(world.leader());
        assertThat(chase.subject(), startsWith("【催办】已逾期1个工作日（8月1日截止）："));
        assertThat(
                world.text(chase),
                allOf(containsString("州卫生健康委分管负责人："), containsString("［红灯］已逾期1个工作日"), containsString("请予督促")));

        World.now("2023-08-08T00:30:00Z");
        world.publishExamples("rung-fired-escalation");
        mailroom.work();
        assertThat(world.inboxOf(world.liaison()), hasSize(2));
        AcceptedMail escalation = world.inboxOf(world.liaison()).get(1);
        assertThat(escalation.subject(), startsWith("【督办】已逾期5个工作日（8月1日截止）："));
        assertThat(world.text(escalation), allOf(containsString("现予督办"), containsString("列入报督查机构的督办清单")));
    }

    @Test
    void returnSaysWhyAndByWhen() {
        World.now("2023-08-03T01:00:00Z");
        world.publishExamples("unit-contacts", "submission-returned");
        mailroom.work();
        AcceptedMail mail = world.onlyMailTo(world.liaison());
        assertThat(mail.subject(), startsWith("【退回】请于8月10日前重新报送："));
        assertThat(
                world.text(mail),
                allOf(
                        containsString("你单位报送的(五)-5办理情况经审核退回，原因：未附科普活动的时间、场次和覆盖学校，请补充后重新报送。请补充完善，于2023年8月10日（星期四）前"),
                        containsString("［黄灯］还有5个工作日")));
    }

    @Test
    void aGrantedExtensionSaysUntilWhen() {
        World.now("2023-07-28T08:00:00Z");
        world.publishExamples("unit-contacts", "extension-granted");
        mailroom.work();
        AcceptedMail mail = world.onlyMailTo(world.liaison());
        assertThat(mail.subject(), startsWith("【延期】同意延至8月15日："));
        assertThat(
                world.text(mail),
                allOf(
                        containsString("你单位关于(五)-5的延期申请（申请延至2023年8月18日（星期五））已经审核，同意延期，审核意见：情况属实，同意延至8月15日。"
                                + "请抓紧办理，于2023年8月15日（星期二）前（含当日）向州教育体育局报送办理情况。"),
                        containsString("发送原因：你单位的延期申请已获同意。")));
    }

    @Test
    void aRefusedExtensionSaysWhyAndWhichDayStays() {
        World.now("2023-07-28T08:30:00Z");
        world.publishExamples("unit-contacts", "extension-refused");
        mailroom.work();
        AcceptedMail mail = world.onlyMailTo(world.liaison());
        assertThat(mail.subject(), startsWith("【不予延期】仍请于8月1日前报送："));
        assertThat(
                world.text(mail),
                containsString("的延期申请（申请延至2023年8月18日（星期五））经审核未予同意，原因：该事项涉及秋季学期开学，不宜延后。"
                        + "请按现行时限办理，于2023年8月1日（星期二）前（含当日）向州教育体育局报送办理情况。"));
    }

    @Test
    void aReopeningSaysWhyAndByWhen() {
        World.now("2023-08-07T01:00:00Z");
        world.publishExamples("unit-contacts", "assignment-reopened");
        mailroom.work();
        AcceptedMail mail = world.onlyMailTo(world.liaison());
        assertThat(mail.subject(), startsWith("【重新办理】请于8月21日前重新办理并报送："));
        assertThat(
                world.text(mail),
                containsString("你单位已办结的(五)-5需重新办理，原因：抽查发现部分学校未开展科普活动。请抓紧办理，于2023年8月21日（星期一）前"));
    }

    @Test
    void thatANoticeIsWithdrawnIsToldThoughItHasEnded() {
        World.now("2023-07-27T03:00:00Z");
        world.publishExamples("unit-contacts");
        world.publish(world.example(
                "notice-ended", event -> ((ObjectNode) event.get("data")).put("status", "WITHDRAWN")));
        mailroom.awaitStored();
        world.publishExamples("deadline-changed-withdrawn", "rung-fired-reminder");
        mailroom.work();
        AcceptedMail mail = world.onlyMailTo(world.liaison());
        assertThat(mail.subject(), startsWith("【撤回】8月1日截止的通知已撤回，无需报送："));
        assertThat(world.text(mail), containsString("已撤回，原因：该方案由新印发的方案代替。你单位在该通知中尚未办结的2项无需再办理和报送"));
    }

    @Test
    void anAnswerOnWhatIsReportedMeanwhileIsNotSent() {
        World.now("2023-07-28T08:30:00Z");
        world.publish(
                world.example("unit-contacts"),
                world.example("extension-refused", event -> ((ObjectNode) event.get("data").get("assignments").get(0))
                        .put("status", "SUBMITTED")));
        mailroom.work();
        assertThat(world.inboxOf(world.liaison()), empty());
    }

    @Test
    void dispatchRecordBriefingAndListGoToTheMailbox() {
        World.now("2023-08-02T00:40:00Z");
        world.publishExamples("notice-mailbox", "notice-dispatched", "briefing-issued");
        mailroom.work();
        List<AcceptedMail> mails = world.inboxOf(world.mailbox());
        assertThat(mails, hasSize(2));
        assertThat(mails.get(0).subject(), startsWith("【交办回执】8月1日截止，32个单位124项："));
        assertThat(
                world.text(mails.get(0)),
                allOf(containsString("州水利局 | 1项 | 8月1日"), containsString("7月27日 08:30 | 提醒 | 截止前3个工作日（8月1日截止） | 32个")));
        assertThat(mails.get(1).subject(), startsWith("【通报】8月2日 未办结100项 逾期94项："));
        assertThat(
                world.text(mails.get(1)),
                allOf(
                        containsString("州教育体育局："),
                        containsString("州水利局 | 8月1日 | 1项 | 1个工作日"),
                        containsString("州消防救援支队 | 8月4日 | 1项 | 2个工作日"),
                        containsString("办结报告，8月1日 16:10：已组织心理健康科普活动12场。"),
                        containsString("州水利局 | 1项 | 10个工作日"),
                        containsString("州卫生健康委 | (五)-5 | 8月1日 16:10 | 1个工作日"),
                        containsString("■ 待批延期申请"),
                        containsString("州水利局 | (四)-3 | 8月1日延至8月15日 | 2个工作日"),
                        containsString("■ 待裁定异议"),
                        containsString("州消防救援支队 | (三)-2 | 州水利局 | 1个工作日"),
                        containsString("■ 联系方式缺失或失效\n　无")));
    }

    @Test
    void fromTheThirdWorkingDayOnTheSubjectSaysThatReportsWaitForTheOffice() {
        World.now("2023-08-02T00:40:00Z");
        world.publishExamples("notice-mailbox");
        world.publish(world.example("briefing-issued", event -> {
            ArrayNode waiting = (ArrayNode) event.get("data").get("awaitingReview");
            ((ObjectNode) waiting.get(0)).put("workingDays", 3);
            waiting.add(waiting.get(0).deepCopy());
            ((ObjectNode) waiting.get(1)).put("workingDays", 2);
        }));
        mailroom.work();
        assertThat(
                world.onlyMailTo(world.mailbox()).subject(),
                startsWith("【通报】8月2日 1项待审核已满3个工作日 未办结100项 逾期94项："));
    }

    @Test
    void whatAnEventDoesNotNameIsCounted() {
        World.now("2023-08-08T00:40:00Z");
        world.publishExamples("notice-mailbox");
        world.publish(world.example("notice-dispatched", event -> ((ObjectNode) event.get("data")).putObject("omitted").put("units", 9900)));
        world.publish(world.example("briefing-issued", event -> ((ObjectNode) event.get("data")).putObject("omitted").put("overdue", 17)));
        world.publish(world.example("escalations-listed", event -> {
            ((ObjectNode) event.get("data")).putObject("omitted").put("escalations", 3);
            ((ObjectNode) event.get("data").get("escalations").get(0)).put("moreLabels", 12);
        }));
        mailroom.work();
        List<AcceptedMail> mails = world.inboxOf(world.mailbox());
        assertThat(world.text(mails.get(0)), containsString("　另有9900项未列出，请在督办系统中按本通知查询。"));
        assertThat(world.text(mails.get(1)), containsString("　另有17项未列出，请在督办系统中按本通知查询。"));
        assertThat(mails.get(2).subject(), startsWith("【督办清单】8月8日 新增督办5个单位："));
        assertThat(world.text(mails.get(2)), allOf(containsString("州水利局 | (四)-1等13项 | "), containsString("　另有3项未列出")));
    }

    @Test
    void theInspectorateGetsTheListToo() {
        World.now("2023-08-08T00:40:00Z");
        ObjectNode inspectorate = world.example("unit-contacts", event -> {
            ObjectNode unit = (ObjectNode) event.get("data").get("unit");
            unit.put("code", world.unit().replace("-16", "-03")).put("name", "州政府督查室");
            ((ArrayNode) event.get("data").get("contacts")).remove(1);
            ((ObjectNode) event.get("data").get("contacts").get(0))
                    .put("email", "ducha-" + world.unit() + "@honghe.example");
        });
        world.publish(inspectorate);
        world.publishExamples("notice-mailbox", "escalations-listed");
        mailroom.work();
        AcceptedMail mail = world.onlyMailTo("ducha-" + world.unit() + "@honghe.example");
        assertThat(mail.subject(), startsWith("【督办清单】8月8日 新增督办2个单位："));
        assertThat(world.text(mail), allOf(containsString("州政府督查室："), containsString("州水利局 | (四)-1 | 8月1日 | 5个工作日")));
        assertThat(world.inboxOf(world.mailbox()), hasSize(1));
    }

    @Test
    void hostileValuesStayValues() throws Exception {
        World.now("2023-07-19T00:00:00Z");
        ObjectNode contacts = world.example(
                "unit-contacts",
                event -> ((ObjectNode) event.get("data").get("contacts").get(0))
                        .put("post", "x\r\nBcc: evil@honghe.example\r\n\r\nbody"));
        ObjectNode opened = world.example("deadline-opened", event -> {
            ((ObjectNode) event.get("data").get("notice"))
                    .put("title", "a\r\nX-Evil: 1\r\n\r\n<script>alert(1)</script>");
            ((ObjectNode) event.get("data").get("unit")).put("name", "<img src=x onerror=alert(1)>");
            ((ObjectNode) event.get("data").get("assignments").get(0))
                    .put("text", "{letter.subject}<script>alert(2)</script>");
        });
        world.publish(contacts, opened);
        mailroom.work();
        AcceptedMail mail = world.onlyMailTo(world.liaison());
        MimeMessage message = parse(mail);
        assertThat(message.getHeader("Bcc"), equalTo(null));
        assertThat(message.getHeader("X-Evil"), equalTo(null));
        assertThat(message.getAllRecipients().length, equalTo(1));
        assertThat(world.inboxOf("evil@honghe.example"), empty());
        String html = world.mails.html(mail);
        assertThat(html, not(containsString("<script")));
        assertThat(html, not(containsString("<img")));
        assertThat(html, containsString("{letter.subject}&lt;script&gt;alert(2)"));
        assertThat(world.text(mail), containsString("<script>alert(2)</script>"));
    }

    @Test
    void twentyFourLongTasksStaySmallAndInOrder() {
        World.now("2023-07-19T00:00:00Z");
        ObjectNode opened = world.example("deadline-opened", event -> {
            ArrayNode assignments = (ArrayNode) event.get("data").get("assignments");
            ObjectNode first = (ObjectNode) assignments.get(0);
            assignments.removeAll();
            for (int i = 24; i >= 1; i--) {
                ObjectNode task = first.deepCopy();
                task.put("id", world.id("f" + i).toString())
                        .put("number", "4." + i)
                        .put("label", "(四)-" + i);
                task.put("text", "第" + i + "项。" + "内容".repeat(150));
                assignments.add(task);
            }
        });
        world.publish(world.example("unit-contacts"), opened);
        mailroom.work();
        AcceptedMail mail = world.onlyMailTo(world.liaison());
        String html = world.mails.html(mail);
        assertThat(html.getBytes(StandardCharsets.UTF_8).length, lessThan(102_000));
        assertThat(html.indexOf("(四)-9<"), lessThan(html.indexOf("(四)-10<")));
    }

    private UUID unitMail(String occasion) {
        return Ids.mail(occasion.formatted(world.notice(), world.unit()), Audience.UNIT);
    }

    private MimeMessage parse(AcceptedMail mail) throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(world.mails.raw(mail)));
    }
}
