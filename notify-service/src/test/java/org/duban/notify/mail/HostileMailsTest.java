package org.duban.notify.mail;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duban.notify.Mailroom;
import org.duban.notify.StackResource;
import org.duban.notify.World;
import org.duban.stack.mail.AcceptedMail;
import org.junit.jupiter.api.Test;

/** Whatever people type: a mail has the headers, recipients and parts that it would have anyhow, and nothing in it acts. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class HostileMailsTest {

    private static final List<String> BREAKS = List.of(
            "\r\n", "\n", "\r", "\r\n\r\n", "\r\n ", "\u0085", "\u2028", "\u2029", "\u000b", "\f", "%0d%0a", "\\r\\n",
            "=?UTF-8?Q?=0D=0A?=", "&#13;&#10;", "\u202e", ">, ", "\"", ";", "\r\n.\r\n", "");
    private static final List<String> PAYLOADS = List.of(
            "Bcc: evil@honghe.example",
            "To: <evil@honghe.example>",
            "X-Evil: 1",
            "Content-Type: text/html; charset=utf-7",
            "RCPT TO:<evil@honghe.example>",
            "<script>alert(1)</script><img src=x onerror=alert(1)>",
            "{letter.subject}{#include x}",
            "END:VEVENT\nBEGIN:VEVENT\nATTENDEE:mailto:evil@honghe.example",
            "--=--vertx_mail\r\nContent-Disposition: attachment; filename=evil.exe",
            "evil@honghe.example\uD83D\uDE08" + "𠮷".repeat(60));

    @Inject
    Mailroom mailroom;

    @Test
    void twoHundredValuesAreOnlyValues() {
        World.now("2023-07-19T00:00:00Z");
        List<World> worlds = new ArrayList<>();
        List<JsonNode> events = new ArrayList<>();
        for (String lineBreak : BREAKS) {
            for (String payload : PAYLOADS) {
                World world = new World();
                worlds.add(world);
                events.addAll(events(world, "甲" + lineBreak + payload));
            }
        }
        assertThat(worlds, hasSize(200));
        World plain = new World();
        events.addAll(events(plain, "甲"));
        World.publish(events);
        mailroom.work();

        Map<String, List<AcceptedMail>> inboxes = plain.mails.all().stream()
                .collect(Collectors.groupingBy(mail -> mail.recipients().get(0)));
        Wire expected = Wire.of(plain, inboxes);
        for (World world : worlds) {
            Wire wire = Wire.of(world, inboxes);
            assertThat(wire, equalTo(expected));
        }
        assertThat(inboxes.get("evil@honghe.example"), equalTo(null));
    }

    /** What of a mail nobody may change by what they type. */
    private record Wire(List<String> headers, String structure, List<String> files, List<String> calendar, String mailboxes) {

        static Wire of(World world, Map<String, List<AcceptedMail>> inboxes) {
            assertThat(inboxes.get(world.liaison()), hasSize(1));
            AcceptedMail mail = inboxes.get(world.liaison()).get(0);
            assertThat(mail.recipients(), equalTo(List.of(world.liaison())));
            byte[] raw = world.mails.raw(mail);
            String text = new String(raw, StandardCharsets.ISO_8859_1);
            assertThat("all of it is ASCII", text.chars().allMatch(c -> c < 0x7f), equalTo(true));
            MailParts parts = MailParts.of(raw);
            assertThat(parts.to(), equalTo(List.of(world.liaison())));
            String html = parts.pieces().get(1).text();
            for (String tag : List.of("<script", "<img", "<iframe")) {
                assertThat(html, not(containsString(tag)));
            }
            Map<String, String> headers = parts.headers().stream()
                    .collect(Collectors.toMap(header -> header.split(": ")[0], Function.identity()));
            return new Wire(
                    parts.headerNames(),
                    parts.structure(),
                    parts.fileNames(),
                    parts.piece("报送时限.ics")
                            .text()
                            .lines()
                            .filter(line -> line.matches("[A-Z-]+[:;].*"))
                            .map(line -> line.split("[:;]")[0])
                            .toList(),
                    headers.get("From") + headers.get("Reply-To"));
        }
    }

    /** A dispatch to a unit; whatever people type is this. */
    private static List<JsonNode> events(World world, String value) {
        JsonNode contacts = world.example("unit-contacts", event -> {
            ((ObjectNode) event.at("/data/unit")).put("name", value);
            ((ObjectNode) event.at("/data/contacts/0")).put("post", value);
        });
        JsonNode opened = world.example("deadline-opened", event -> {
            ((ObjectNode) event.at("/data/notice"))
                    .put("title", value)
                    .put("documentNumber", value)
                    .put("issuedBy", value)
                    .put("reportTo", value)
                    .put("reportByText", value);
            ((ObjectNode) event.at("/data/notice/contact/0")).put("name", value).put("phone", value);
            ((ObjectNode) event.at("/data/unit")).put("name", value);
            ((ObjectNode) event.at("/data/assignments/0"))
                    .put("label", value)
                    .put("heading", value)
                    .put("text", value);
        });
        return List.of(contacts, opened);
    }
}
