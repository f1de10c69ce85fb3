package org.duban.notify.mail;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.Variant;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duban.notify.attachment.Attachment;
import org.duban.notify.attachment.Workbook;

/** Makes text and HTML of equal content out of a letter, and the files that go with it. */
final class Composer {

    private static final int LONGEST_SUBJECT = 120;
    /** Of the tasks, and of the rows of a table, the body shows so many; the file has them all. */
    private static final int MOST = 30;

    private static final int LONGEST_TEXT = 500;
    /** Above this, Gmail shows a part of a mail only. */
    static final int LARGEST = 102_000;

    private static final Variant HTML = Variant.forContentType(Variant.TEXT_HTML);
    private static final Variant TEXT = Variant.forContentType(Variant.TEXT_PLAIN);

    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance letter(Letter letter);
    }

    /** A mail as it is sent. */
    record Rendered(String subject, String html, String text, List<Attachment> attachments) {}

    private Composer() {}

    static Rendered compose(Matter matter) {
        Letter letter = matter.toUnit() ? UnitLetter.write(matter) : OfficeLetter.write(matter);
        List<Attachment> calendars = Calendars.of(matter);
        Rendered rendered = render(letter, calendars, MOST, LONGEST_TEXT);
        for (int part = 2; part <= MOST && isTooLarge(rendered.html()); part *= 2) {
            rendered = render(letter, calendars, MOST / part, LONGEST_TEXT / part);
        }
        return rendered;
    }

    private static Rendered render(Letter letter, List<Attachment> calendars, int most, int longest) {
        Letter shown = letter.within(most, longest);
        List<Attachment> files = new ArrayList<>(calendars);
        if (!shown.equals(letter)) {
            files.add(0, Workbook.of(Letter.LIST, letter.sheets()));
        }
        Letter whole = files.isEmpty() ? shown : shown.with(new Letter.Note("附件", names(files)));
        return new Rendered(
                Chinese.oneLine(letter.subject(), LONGEST_SUBJECT),
                Templates.letter(whole).setVariant(HTML).render(),
                Templates.letter(whole).setVariant(TEXT).render(),
                files);
    }

    private static String names(List<Attachment> files) {
        return files.stream()
                        .map(file -> file.name() + (file.type().startsWith("text/calendar") ? "（日历文件）" : ""))
                        .collect(Collectors.joining("、"))
                + "。";
    }

    private static boolean isTooLarge(String html) {
        // A character has three bytes at most, but for those that are two chars.
        return html.length() > LARGEST / 3 && html.getBytes(StandardCharsets.UTF_8).length > LARGEST;
    }
}
