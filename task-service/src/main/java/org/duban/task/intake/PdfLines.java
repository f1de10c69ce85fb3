package org.duban.task.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * The lines of a PDF as they are printed, without page numbers. A line that is full goes on in the next one where that begins
 * at the margin: a paragraph is one line again. Gives up after so many steps: forms that show each other can make a page endless.
 */
final class PdfLines extends PDFTextStripper {
    /** Of operators; a page of text has a few thousand. To show a form, which is parsed anew each time, is many of them. */
    private static final int MOST_STEPS = 3_000_000;
    private static final int STEPS_OF_FORM = 200;
    /** In widths of a character: punctuation may hang over or stay away from the margin. */
    private static final float NEAR = 1.5f;
    private static final Pattern PAGE_NUMBER = Pattern.compile("[\\s—－–\\-·第]*\\d{1,4}[\\s—－–\\-·页]*(?:[/／共]\\s*\\d{1,4}\\s*页?)?");
    /** What begins an item or a paragraph even at the margin. */
    private static final Pattern BEGINS = Pattern.compile("^(?:[\\s\\u00a0\\u3000]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\\d]{1,3}[)）]"
            + "|\\d{1,3}[.．、]|第[一二三四五六七八九十百]+[章条部]|附件|[①-⑳]).*");

    private final List<Line> lines = new ArrayList<>();
    private List<Line> page = new ArrayList<>();
    private StringBuilder words = new StringBuilder();
    private float left;
    private float right;
    private float size;
    private int steps;
    private int characters;

    private PdfTables drawn = new PdfTables();
    private List<PdfTables.Found> tables = List.of();
    private float top;

    /** @param size the width of a Chinese character */
    private record Line(String words, float left, float right, float size, float top) {
        /** A row of a table goes on nowhere, and says nothing of the margins. */
        static Line ofTable(String words, float top) {
            return new Line(words, Float.MAX_VALUE, Float.NEGATIVE_INFINITY, 1, top);
        }
    }

    PdfLines() throws IOException {
        setSortByPosition(true);
    }

    /** Of the pages that were read. */
    String text() {
        float margin = (float) lines.stream().mapToDouble(Line::left).min().orElse(0);
        float edge = (float) lines.stream().mapToDouble(Line::right).max().orElse(0);
        // One line alone that reaches furthest is no edge of a page.
        boolean wrapped = lines.stream().filter(line -> line.right > edge - NEAR * line.size).count() > 1;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            Line next = i + 1 < lines.size() ? lines.get(i + 1) : null;
            text.append(line.words);
            boolean goesOn = wrapped && next != null && line.right > edge - NEAR * line.size && next.left < margin + next.size / 2
                    && !BEGINS.matcher(next.words).matches();
            text.append(!goesOn ? "\n" : isLatin(line.words, line.words.length() - 1) && isLatin(next.words, 0) ? " " : "");
        }
        return text.toString();
    }

    private static boolean isLatin(String words, int at) {
        return !words.isEmpty() && words.charAt(at) < 128 && Character.isLetterOrDigit(words.charAt(at));
    }

    @Override
    protected void writeString(String string, List<TextPosition> positions) {
        if (!positions.isEmpty()) {
            TextPosition first = positions.get(0);
            TextPosition last = positions.get(positions.size() - 1);
            left = words.isEmpty() ? first.getXDirAdj() : left;
            top = words.isEmpty() ? first.getYDirAdj() : top;
            right = last.getXDirAdj() + last.getWidthDirAdj();
            size = first.getFontSizeInPt();
        }
        words.append(string);
    }

    @Override
    protected void writeWordSeparator() {
        words.append(' ');
    }

    @Override
    protected void writeLineSeparator() {
        if (!words.toString().isBlank()) {
            page.add(new Line(words.toString().stripTrailing(), left, right, size, top));
        }
        words = new StringBuilder();
    }

    @Override
    protected void writePageEnd() {
        writeLineSeparator();
        int from = !page.isEmpty() && isPageNumber(page.get(0)) ? 1 : 0;
        int to = page.size() > from && isPageNumber(page.get(page.size() - 1)) ? page.size() - 1 : page.size();
        List<Line> printed = new ArrayList<>(page.subList(from, to));
        for (PdfTables.Found table : tables) {
            int at = 0;
            while (at < printed.size() && printed.get(at).top < table.top()) {
                at++;
            }
            printed.addAll(at, table.text().lines().map(line -> Line.ofTable(line, table.top())).toList());
        }
        lines.addAll(printed);
        page = new ArrayList<>();
    }

    /** Characters in the cells of a table are no lines of the page. */
    @Override
    protected void writePage() throws IOException {
        tables = getCurrentPage().getRotation() == 0 ? drawn.take(getCharactersByArticle()) : List.of();
        drawn = new PdfTables();
        super.writePage();
    }

    private static boolean isPageNumber(Line line) {
        return PAGE_NUMBER.matcher(line.words).matches();
    }

    @Override
    protected void writePageStart() {
        // Nothing stands between pages.
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        steps += operator.getName().equals(OperatorName.DRAW_OBJECT) ? STEPS_OF_FORM : 1;
        if (steps > MOST_STEPS) {
            throw Refusal.tooLarge("PDF 的内容过于复杂，不予读取。", "The PDF is too complex to be read.");
        }
        drawn.follow(operator, operands, getGraphicsState().getCurrentTransformationMatrix(), getCurrentPage().getCropBox());
        super.processOperator(operator, operands);
    }

    @Override
    protected void processTextPosition(TextPosition position) {
        characters++;
        if (characters > Intake.LONGEST_TEXT) {
            throw Refusal.tooLarge("全文超过 %d 个字符。", "The text has more than %d characters.", Intake.LONGEST_TEXT);
        }
        super.processTextPosition(position);
    }
}
