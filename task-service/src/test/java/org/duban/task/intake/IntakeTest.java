package org.duban.task.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.duban.sample.Sample;
import org.duban.task.parse.NoticeParser;
import org.duban.task.parse.ParsedNotice;
import org.duban.task.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample gives the same plan in whatever format and encoding it comes. */
class IntakeTest {
    private final Intake intake = new Intake();

    private ParsedNotice read(byte[] content, DocumentKind kind) {
        return NoticeParser.parse(intake.read(content, kind, null));
    }

    /** Without the line ends that a format puts into it. */
    private static List<Object> plan(ParsedNotice notice) {
        List<Object> plan = new ArrayList<>(Arrays.asList(notice.title(), notice.documentNumber(), notice.issuedBy(), notice.issuedOn(),
                notice.publishedOn(), notice.reportBy(), notice.reportTo(), notice.mailbox()));
        plan.addAll(notice.contact());
        notice.tasks().forEach(t -> plan.add(Arrays.asList(t.ref(), t.text().replaceAll("\\s", ""), t.lead(), t.responsible(), t.assisting(), t.due())));
        return plan;
    }

    private static void assertSamePlan(ParsedNotice read) {
        List<Object> expected = plan(NoticeParser.parse(Sample.notice()));
        List<Object> found = plan(read);
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            assertEquals(expected.get(i), found.get(i));
        }
        assertEquals(expected.size(), found.size());
    }

    @Test
    void wordWithNumbersOfItsOwn() {
        assertSamePlan(read(SampleFiles.docx(), DocumentKind.DOCX));
    }

    @Test
    void pdf() {
        assertSamePlan(read(SampleFiles.pdf(), DocumentKind.PDF));
    }

    @Test
    void aPageWithMenusAndAFooter() {
        String text = intake.read(SampleFiles.html(), DocumentKind.HTML, null);

        assertSamePlan(NoticeParser.parse(text));
        for (String around : List.of("政务公开", "防汛", "热搜", "ICP", "王某某", "打印本页", "当前位置", "var a")) {
            assertFalse(text.contains(around), around);
        }
    }

    @Test
    void tables() {
        for (ParsedNotice read : List.of(read(SampleFiles.xlsx(), DocumentKind.XLSX), read(SampleFiles.csv(), DocumentKind.CSV))) {
            assertEquals("红河州校园安全工作任务清单", read.title());
            assertEquals(SampleFiles.table().subList(2, 26), read.tasks().stream().map(t ->
                    List.of(t.ref(), t.text(), String.join("、", t.responsible()), t.dueText())).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16", "UTF-16LE", "UTF-16BE"})
    void textInEachEncodingNamedOrNot(String name) {
        byte[] content = Sample.notice().getBytes(Charset.forName(name));

        assertEquals(Sample.notice(), intake.read(content, DocumentKind.TEXT, null));
        assertEquals(Sample.notice(), intake.read(content, DocumentKind.TEXT, name));
    }

    @Test
    void aMarkIsNoText() {
        assertEquals("通知", intake.read("\ufeff通知".getBytes(StandardCharsets.UTF_8), DocumentKind.TEXT, null));
    }

    @Test
    void whatIsNotInTheNamedEncodingIsRefused() {
        byte[] gbk = "督办通知".getBytes(Charset.forName("GBK"));
        ProblemException e = assertThrows(ProblemException.class, () -> intake.read(gbk, DocumentKind.TEXT, "UTF-8"));

        assertEquals("invalid-field", e.code().code());
        assertThrows(ProblemException.class, () -> intake.read(gbk, DocumentKind.TEXT, "no-such"));
        assertThrows(ProblemException.class, () -> intake.read(new byte[] {'a', (byte) 0xff}, DocumentKind.TEXT, null));
    }

    @Test
    void gb2312MeansGbkAsItDoesOnWindows() {
        assertEquals("朱镕基", intake.read("朱镕基".getBytes(Charset.forName("GBK")), DocumentKind.TEXT, "GB2312"));
    }

    @Test
    void whatNoTextMayHoldIsTakenOut() {
        assertEquals("通知\n一、加强", intake.read("通\u0000知\n\u202e一、加强\u0007".getBytes(StandardCharsets.UTF_8), DocumentKind.TEXT, "UTF-8"));
    }
}
