package org.duban.task.paper;

import java.time.LocalDate;
import org.duban.task.notice.Notice;
import org.duban.task.problem.PlainText;
import org.duban.task.problem.Text;

/** How days and titles are written in papers, and which characters they may have. */
final class Words {
    static final Text DEMO = new Text("演示数据：由演示环境产生，内容不作为工作依据。",
            "Sample data, made by a demonstration: nothing to act on.");

    private Words() {}

    /** 2023年8月1日 */
    static String day(LocalDate day) {
        return "%d年%d月%d日".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }

    /** 《某州校园安全工作方案》 */
    static String title(Notice notice) {
        return "《" + line(notice.title) + "》";
    }

    /** The title, and the number where it bears one. */
    static String source(Notice notice) {
        return title(notice) + (notice.documentNumber == null ? "" : "（" + line(notice.documentNumber) + "）");
    }

    /** All on one line. */
    static String line(String text) {
        return clean(text).replaceAll("[\\s\\p{Zl}\\p{Zp}]+", " ").strip();
    }

    /** The same on one line of at most so many characters. */
    static String line(String text, int most) {
        String line = line(text);
        int length = line.codePointCount(0, line.length());
        return length <= most ? line : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }

    /** Without what XML 1.0 has no place for, or would read other than it is; a line ends in a line feed. Null: empty. */
    static String clean(String text) {
        return text == null ? "" : PlainText.plain(text.replaceAll("\r\n?", "\n")).replaceAll("[\ufffe\uffff]", "");
    }
}
