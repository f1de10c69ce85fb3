package org.duban.task.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.LineSpacingRule;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFooter;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFStyles;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFonts;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSimpleField;

/**
 * A docx in the form of an official paper by GB/T 9704-2012, from its title on: A4, a core of 156 × 225 mm with 22 lines of 28
 * characters, 小标宋 2号 for the title, 仿宋 3号 for the text, 黑体 and 楷体 for headings of the first and second level, page
 * numbers outside. Each line of a text is a paragraph of its own; all else is one line each, clean already.
 */
final class OfficialPaper {
    private static final String TITLE = "方正小标宋简体";
    private static final String TEXT = "仿宋";
    private static final String FIRST_LEVEL = "黑体";
    private static final String SECOND_LEVEL = "楷体";
    private static final String PAGE_NUMBER = "宋体";
    /** Points of 2号, 3号 and 4号. */
    private static final int NO_2 = 22;
    private static final int NO_3 = 16;
    private static final int NO_4 = 14;
    /** Twips: a twentieth of a point. */
    private static final int CHARACTER = 20 * NO_3;
    private static final int LINE = 579;
    /** 28 characters of 16 points in 156 mm give way a quarter of a point each; a grid would be told otherwise by each program. */
    private static final int CLOSER = -5;
    private static final double MILLIMETRE = 56.693;

    private final XWPFDocument document = new XWPFDocument();

    /** @param title of the file as well */
    OfficialPaper(String title, boolean demo) {
        document.getProperties().getCoreProperties().setTitle(title);
        document.getProperties().getCoreProperties().setCreator("Duban");
        standard();
        page();
        document.setEvenAndOddHeadings(true);
        pageNumber(HeaderFooterType.DEFAULT, ParagraphAlignment.RIGHT);
        pageNumber(HeaderFooterType.EVEN, ParagraphAlignment.LEFT);
        if (demo) {
            run(paragraph(ParagraphAlignment.CENTER), FIRST_LEVEL, NO_4).setText(Words.DEMO.zh());
        }
        XWPFParagraph paragraph = paragraph(ParagraphAlignment.CENTER);
        // One line more than a core of 3号 has: 小标宋 would be cut off.
        paragraph.setSpacingBetween(32, LineSpacingRule.EXACT);
        run(paragraph, TITLE, NO_2).setText(title);
        blank();
    }

    private void standard() {
        XWPFStyles styles = document.createStyles();
        CTFonts fonts = CTFonts.Factory.newInstance();
        fonts.setAscii(TEXT);
        fonts.setHAnsi(TEXT);
        fonts.setEastAsia(TEXT);
        styles.setDefaultFonts(fonts);
        styles.setEastAsia("zh-CN");
        styles.getCtStyles().getDocDefaults().getRPrDefault().getRPr().addNewSz().setVal(BigInteger.valueOf(2L * NO_3));
    }

    private void page() {
        CTSectPr section = document.getDocument().getBody().addNewSectPr();
        CTPageSz size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(11906));
        size.setH(BigInteger.valueOf(16838));
        CTPageMar margins = section.addNewPgMar();
        margins.setTop(millimetres(37));
        margins.setBottom(millimetres(35));
        margins.setLeft(millimetres(28));
        margins.setRight(millimetres(26));
        margins.setHeader(millimetres(15));
        // The number stands 7 mm under the core.
        margins.setFooter(millimetres(23));
    }

    private static BigInteger millimetres(int length) {
        return BigInteger.valueOf(Math.round(length * MILLIMETRE));
    }

    private void pageNumber(HeaderFooterType pages, ParagraphAlignment side) {
        XWPFFooter footer = document.createFooter(pages);
        XWPFParagraph paragraph = footer.createParagraph();
        paragraph.setAlignment(side);
        paragraph.setIndentationLeft(side == ParagraphAlignment.LEFT ? 20 * NO_4 : 0);
        paragraph.setIndentationRight(side == ParagraphAlignment.RIGHT ? 20 * NO_4 : 0);
        run(paragraph, PAGE_NUMBER, NO_4).setText("— ");
        CTSimpleField number = paragraph.getCTP().addNewFldSimple();
        number.setInstr("PAGE");
        font(new XWPFRun(number.addNewR(), paragraph), PAGE_NUMBER, NO_4).setText("1");
        run(paragraph, PAGE_NUMBER, NO_4).setText(" —");
    }

    /** 主送: who it goes to, without its colon. */
    void addressee(String name) {
        run(paragraph(ParagraphAlignment.LEFT), TEXT, NO_3).setText(name + "：");
    }

    /** Of the first level: 一、 */
    void heading(String text) {
        headed(text, FIRST_LEVEL);
    }

    /** Of the second level: （一） */
    void subheading(String text) {
        headed(text, SECOND_LEVEL);
    }

    private void headed(String text, String font) {
        XWPFParagraph paragraph = indented();
        paragraph.setKeepNext(true);
        run(paragraph, font, NO_3).setText(text);
    }

    void text(String text) {
        Words.clean(text).lines().filter(line -> !line.isBlank()).forEach(line -> run(indented(), TEXT, NO_3).setText(line.strip()));
    }

    /** 附件: numbered where there are several, no full stop after a name. */
    void attachments(List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        blank();
        boolean one = names.size() == 1;
        for (int i = 0; i < names.size(); i++) {
            XWPFParagraph paragraph = paragraph(ParagraphAlignment.LEFT);
            // A name that goes on stands under its beginning: two characters, 附件：, and the number.
            paragraph.setIndentationLeft((one ? 5 : 6) * CHARACTER);
            paragraph.setIndentationHanging((i == 0 ? one ? 3 : 4 : 1) * CHARACTER);
            run(paragraph, TEXT, NO_3).setText((i == 0 ? "附件：" : "") + (one ? "" : i + 1 + ".") + names.get(i));
        }
    }

    /**
     * 署名 and 成文日期, as where a seal is set: the day four characters from the right, the name over its middle.
     *
     * @param name null: left to who sends it
     */
    void signature(String name, LocalDate day) {
        blank();
        blank();
        String date = Words.day(day);
        double width = date.codePoints().mapToDouble(c -> c < 0x2000 ? 0.5 : 1).sum();
        if (name != null) {
            double right = Math.max(0, 4 + (width - name.codePointCount(0, name.length())) / 2);
            signed(name, right);
        }
        signed(date, 4);
    }

    private void signed(String text, double right) {
        XWPFParagraph paragraph = paragraph(ParagraphAlignment.RIGHT);
        paragraph.setIndentationRight((int) Math.round(right * CHARACTER));
        run(paragraph, TEXT, NO_3).setText(text);
    }

    private void blank() {
        paragraph(ParagraphAlignment.LEFT);
    }

    private XWPFParagraph indented() {
        XWPFParagraph paragraph = paragraph(ParagraphAlignment.BOTH);
        paragraph.setIndentationFirstLine(2 * CHARACTER);
        return paragraph;
    }

    private XWPFParagraph paragraph(ParagraphAlignment alignment) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setAlignment(alignment);
        paragraph.setSpacingBetween(LINE / 20.0, LineSpacingRule.EXACT);
        return paragraph;
    }

    private static XWPFRun run(XWPFParagraph paragraph, String font, int size) {
        return font(paragraph.createRun(), font, size);
    }

    private static XWPFRun font(XWPFRun run, String font, int size) {
        run.setFontFamily(font);
        run.setFontSize(size);
        run.setCharacterSpacing(size == NO_3 ? CLOSER : 0);
        return run;
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (document) {
            document.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
