package org.duban.notify.mail;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.Variant;

/** Makes text and HTML of equal content out of a letter. */
final class Composer {

    private static final int LONGEST_SUBJECT = 120;
    private static final Variant HTML = Variant.forContentType(Variant.TEXT_HTML);
    private static final Variant TEXT = Variant.forContentType(Variant.TEXT_PLAIN);

    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance letter(Letter letter);
    }

    /** A mail as it is sent. */
    record Rendered(String subject, String html, String text) {}

    private Composer() {}

    static Rendered compose(Matter matter) {
        boolean toUnit = matter.audience() == Audience.UNIT || matter.audience() == Audience.LEADER;
        Letter letter = toUnit ? UnitLetter.write(matter) : OfficeLetter.write(matter);
        return new Rendered(
                Chinese.oneLine(letter.subject(), LONGEST_SUBJECT),
                Templates.letter(letter).setVariant(HTML).render(),
                Templates.letter(letter).setVariant(TEXT).render());
    }
}
