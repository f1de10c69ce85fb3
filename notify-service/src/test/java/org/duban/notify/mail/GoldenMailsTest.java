package org.duban.notify.mail;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.duban.notify.Mailroom;
import org.duban.notify.StackResource;
import org.duban.notify.World;
import org.duban.stack.mail.AcceptedMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of mail, from the event to the wire, is as committed; and so are those that are hard to show. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class GoldenMailsTest {

    /** Beyond the basic plane: a surname and two place names. */
    private static final String RARE = "𠅤𡌶村𬇙水所";

    private static final List<Kind> TO_THE_OFFICE = List.of(Kind.DISPATCH_RECORD, Kind.BRIEFING, Kind.ESCALATION_LIST);

    @Inject
    Mailroom mailroom;

    private final World world = new World();

    @ParameterizedTest
    @EnumSource
    void eachKind(Kind kind) {
        ObjectNode event = world.example(Previews.example(kind));

        AcceptedMail mail = sent(event, TO_THE_OFFICE.contains(kind) ? world.mailbox() : world.liaison());

        Golden.hold(kind.name(), world, mail);
        assertThat(
                "nothing from elsewhere but the link to report by",
                world.mails.html(mail).replace("<a href=\"https://duban.example/report/", ""),
                not(containsString("http")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CHASE", "ESCALATION"})
    void theLeadersCopy(Kind kind) {
        Golden.hold(kind + "-LEADER", world, sent(world.example(Previews.example(kind)), world.leader()));
    }

    /** What is being worked on already is not acknowledged again. */
    @Test
    void anotherTextAndTheSameDay() {
        ObjectNode event = world.example("deadline-opened-amended");
        ((ObjectNode) event.at("/data/deadline")).put("due", "2023-08-01").put("dueText", "2023年8月1日前").put("version", 4);
        ((ObjectNode) event.get("data")).put("workingDaysLeft", 6);
        ((ObjectNode) event.at("/data/amendment")).put("reason", "州教育体育局来函，补充家庭教育指导的内容。");
        ((ObjectNode) event.at("/data/assignments/0"))
                .put("text", "开展心理健康教育和家庭教育指导。").put("status", "IN_PROGRESS").put("due", "2023-08-01").put("soonFrom", "2023-07-27");
        Golden.hold("AMENDED-TEXT", world, sent(event, world.liaison()));
    }

    @Test
    void twentyFourTasksUnderLongNames() {
        ObjectNode event = tasks(24, "第%d项。" + "会同有关部门建立联合检查机制，逐校逐班排查并建立台账。".repeat(4));
        ((ObjectNode) event.at("/data/unit")).put("name", "金平苗族瑶族傣族自治县人民政府教育督导委员会办公室校园安全专项整治工作领导小组");
        Golden.hold("long-24-tasks", world, sent(event, world.liaison()));
    }

    @Test
    void rareCharactersAndATitleOfTwoHundred() {
        ObjectNode event = world.example("submission-returned");
        ((ObjectNode) event.at("/data/notice"))
                .put("title", ("关于进一步做好" + RARE + "等地校园安全隐患排查整治工作的通知").repeat(8).substring(0, 200))
                .put("documentNumber", "红政办发〔2023〕15号")
                .put("reportTo", RARE);
        ((ObjectNode) event.at("/data/unit")).put("name", RARE);
        ((ObjectNode) event.at("/data/assignments/0")).put("text", RARE + "＜加固＞ & 「围栏」。");
        Golden.hold("rare-characters", world, sent(event, world.liaison()));
    }

    @Test
    void overThirtyTheListIsAttached() {
        AcceptedMail mail = sent(tasks(45, "=1+%d。加强巡查。"), world.liaison());

        Golden.hold("list-45-tasks", world, mail);
        assertThat(
                new String(world.mails.raw(mail), java.nio.charset.StandardCharsets.US_ASCII),
                containsString("filename*=UTF-8''%E6%B8%85%E5%8D%95.xlsx"));
    }

    @Test
    void whatIsTooLongStandsWholeInTheFile() {
        String text = "\"<".repeat(8_000);
        AcceptedMail mail = sent(tasks(40, "%d" + text), world.liaison());

        byte[] raw = world.mails.raw(mail);
        int attached = MailParts.of(raw).pieces().stream()
                .filter(piece -> piece.fileName() != null)
                .mapToInt(piece -> piece.content().length * 4 / 3)
                .sum();
        assertThat(raw.length - attached, lessThan(Composer.LARGEST));
        assertThat(world.text(mail), containsString("以上为前30项，共40项，全部列在附件“清单.xlsx”中。"));
        assertThat(world.text(mail), containsString("……（全文见附件）"));
        String rows = Golden.rows(MailParts.of(world.mails.raw(mail)).piece("清单.xlsx").content());
        IntStream.rangeClosed(1, 40).forEach(i -> assertThat(rows, containsString(" | " + i + text + " | ")));
    }

    @Test
    void aBriefingOfHundredsShowsThirtyAttachesWhatIsNamedAndCountsTheRest() {
        ObjectNode event = world.example("briefing-issued");
        ArrayNode late = (ArrayNode) event.at("/data/overdue");
        ObjectNode one = (ObjectNode) late.get(0);
        late.removeAll();
        for (int i = 1; i <= 100; i++) {
            ObjectNode each = one.deepCopy();
            ((ObjectNode) each.get("unit")).put("name", "第" + i + "单位");
            late.add(each);
        }
        ((ObjectNode) event.get("data")).putObject("omitted").put("overdue", 9900);

        AcceptedMail mail = sent(event, world.mailbox());

        assertThat(world.text(mail), containsString("以上为前30项，附件“清单.xlsx”另列70项。另有9900项未列出，请在督办系统中按本通知查询。"));
        assertThat(world.text(mail), not(containsString("第31单位")));
        String rows = Golden.rows(MailParts.of(world.mails.raw(mail)).piece("清单.xlsx").content());
        assertEquals(100, rows.lines().filter(line -> line.matches("第\\d+单位 \\|.*")).count());
    }

    /** The example of a dispatch with so many tasks. */
    private ObjectNode tasks(int count, String text) {
        return world.example("deadline-opened", event -> {
            ArrayNode assignments = (ArrayNode) event.get("data").get("assignments");
            ObjectNode first = (ObjectNode) assignments.get(0);
            assignments.removeAll();
            for (int i = count; i >= 1; i--) {
                assignments.add(first.deepCopy()
                        .put("id", world.id("f" + i).toString())
                        .put("number", "4." + i)
                        .put("label", "(四)-" + i)
                        .put("text", text.formatted(i)));
            }
        });
    }

    private AcceptedMail sent(ObjectNode event, String to) {
        World.now(event.get("time").asText());
        world.publishExamples("unit-contacts", "notice-mailbox");
        world.publish(event);
        mailroom.work();
        return world.onlyMailTo(to);
    }
}
