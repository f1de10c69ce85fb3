package org.duban.task.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Six real notices are read exactly as people labelled them. */
class LabelledNoticesTest {

    static Stream<Labelled> notices() {
        return Labelled.ALL.stream().map(Labelled::of);
    }

    @ParameterizedTest
    @MethodSource("notices")
    void readsTheTasks(Labelled notice) {
        // Given
        JsonNode expected = notice.labels().path("tasks");
        // When
        List<ParsedTask> tasks = NoticeParser.parse(notice.text()).tasks();
        // Then
        for (int i = 0; i < expected.size(); i++) {
            JsonNode label = expected.get(i);
            ParsedTask task = tasks.get(i);
            assertEquals(label.path("ref").asText(), task.ref());
            assertEquals(label.path("heading").asText(), task.heading());
            assertTrue(task.text().startsWith(label.path("textStart").asText()), task.text());
            assertEquals(Labelled.names(label, "lead"), task.lead());
            assertEquals(Labelled.names(label, "responsible"), task.responsible());
            assertEquals(Labelled.names(label, "assisting"), task.assisting());
            assertEquals(label.path("etc").asBoolean(false), task.etc());
            assertEquals(label.path("due").isTextual() ? label.path("due").asText() : null,
                    task.due() == null ? null : task.due().toString());
        }
        // What is left is what the end of the text cut off.
        Set<String> cut = new HashSet<>();
        notice.labels().path("truncatedTail").forEach(t -> cut.add(t.path("ref").asText()));
        tasks.stream().skip(expected.size()).forEach(t -> assertTrue(cut.contains(t.ref()), t.ref()));
    }

    @ParameterizedTest
    @MethodSource("notices")
    void readsTheHeader(Labelled notice) {
        // Given / When
        ParsedNotice parsed = NoticeParser.parse(notice.text());
        // Then
        assertRight(notice, "title", parsed.title());
        assertRight(notice, "documentNumber", parsed.documentNumber());
        assertRight(notice, "issuedBy", parsed.issuedBy());
        assertRight(notice, "issuedOn", parsed.issuedOn());
        assertRight(notice, "reportBy", parsed.reportBy());
        assertRight(notice, "reportTo", parsed.reportTo());
        assertRight(notice, "mailbox", parsed.mailbox());
        assertEquals(notice.labels().path("contact").size(), parsed.contact().size());
    }

    private static void assertRight(Labelled notice, String field, Object got) {
        List<String> right = notice.right(field);
        assertTrue(right.contains(got == null ? null : got.toString()), () -> field + ": " + got + " is none of " + right);
    }

    @ParameterizedTest
    @MethodSource("notices")
    void quotesWhatStandsAtThePlace(Labelled notice) {
        // Given the text as it came, with a BOM and CRLF, and with full-width punctuation
        for (String text : List.of(notice.text(), "\uFEFF" + notice.text().replace("\n", "\r\n"),
                notice.text().replace('(', '（').replace(')', '）').replace(',', '，').replace(':', '：').replace(' ', '\u3000'))) {
            // When
            ParsedNotice parsed = NoticeParser.parse(text);
            // Then
            for (Finding finding : parsed.findings()) {
                Span place = finding.place();
                assertEquals(finding.quote(), text.substring(place.start(), place.end()), finding.code());
                assertEquals(text.substring(0, place.start()).split("\n", -1).length, place.line(), finding.code());
            }
            assertEquals(NoticeParser.parse(notice.text()).tasks().stream().map(ParsedTask::ref).toList(),
                    parsed.tasks().stream().map(ParsedTask::ref).toList());
        }
    }
}
