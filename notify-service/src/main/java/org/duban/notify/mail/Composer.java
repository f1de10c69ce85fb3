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
    /** Above this, Gmail shows a part of a mail only. */
    static final int LARGEST = 102_000;

    /** For the headers, and for the tokens that links get as a message leaves. */
    private static final int BESIDES = 4_500;

    /** How much the body shows; the file has it all. */
    private record Extent(int tasks, int characters) {}

    /** The first that makes no mail too large is taken: of long texts less, before it is fewer of them. */
    private static final List<Extent> EXTENTS = List.of(
            new Extent(30, 500), new Extent(30, 200), new Extent(30, 80), new Extent(10, 80), new Extent(3, 40));

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
        Rendered rendered = null;
        for (Extent extent : EXTENTS) {
            rendered = render(letter, calendars, extent);
            if (fits(rendered)) {
                break;
            }
        }
        return rendered;
    }

    private static Rendered render(Letter letter, List<Attachment> calendars, Extent extent) {
        Letter shown = letter.within(extent.tasks(), extent.characters());
        List<Attachment> files = new ArrayList<>(calendars);
        if (!shown.equals(letter)) {
            files.add(0, Workbook.of(Letter.LIST, letter.sheets()));
        }
        Letter whole = files.isEmpty() ? shown : shown.with(new Letter.Note("附件", names(files)));
        return new Rendered(
                Chinese.oneLine(letter.subject(), LONGEST_SUBJECT),
                storable(Templates.letter(whole).setVariant(HTML).render()),
                storable(Templates.letter(whole).setVariant(TEXT).render()),
                files);
    }

    /** The one character that a text in PostgreSQL cannot have. */
    private static String storable(String text) {
        return text.replace('\0', '\ufffd');
    }

    private static String names(List<Attachment> files) {
        return files.stream()
                        .map(file -> file.name() + (file.type().startsWith("text/calendar") ? "（日历文件）" : ""))
                        .collect(Collectors.joining("、"))
                + "。";
    }

    /** Both texts as they travel: in base64, which makes four bytes of three and adds line ends. */
    private static boolean fits(Rendered rendered) {
        return (bytes(rendered.html()) + bytes(rendered.text())) * 37 / 27 + BESIDES <= LARGEST;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
