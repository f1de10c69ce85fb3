package org.duban.task.intake;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.duban.task.problem.ProblemException;

/** The text of a PDF, line by line as it is printed, without page numbers. A scan has none, and says so. */
final class PdfReader {
    private static final int MOST_PAGES = 500;
    /** Of operators; a page of text has a few thousand. To show a form, which is parsed anew each time, is many of them. */
    private static final int MOST_STEPS = 3_000_000;
    private static final int STEPS_OF_FORM = 200;
    /** A stamp or a page number on a scan are no text. */
    private static final int LEAST_TEXT = 20;
    private static final Pattern PAGE_NUMBER = Pattern.compile("[\\s—－–\\-·第]*\\d{1,4}[\\s—－–\\-·页]*(?:[/／共]\\s*\\d{1,4}\\s*页?)?");

    static {
        FontMappers.set(new NoSystemFonts());
    }

    private PdfReader() {}

    static String read(byte[] content) {
        PdfGuard.require(content);
        try (PDDocument document = Loader.loadPDF(content, "", null, null, IOUtils.createMemoryOnlyStreamCache())) {
            if (document.isEncrypted()) {
                throw Refusal.encrypted();
            }
            return read(document);
        } catch (ProblemException e) {
            throw e;
        } catch (InvalidPasswordException e) {
            throw Refusal.encrypted();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // A hostile PDF can be nested without end, and break every promise that PDFBox relies on.
            throw Refusal.damaged(DocumentKind.PDF);
        }
    }

    private static String read(PDDocument document) throws IOException {
        if (document.getNumberOfPages() > MOST_PAGES) {
            throw Refusal.tooLarge("PDF 超过 %d 页。", "The PDF has more than %d pages.", MOST_PAGES);
        }
        Bounded stripper = new Bounded();
        StringBuilder text = new StringBuilder();
        for (int page = 1; page <= document.getNumberOfPages(); page++) {
            stripper.setStartPage(page);
            stripper.setEndPage(page);
            text.append(withoutNumber(stripper.getText(document).lines().toList()));
        }
        if (text.chars().filter(c -> !Character.isWhitespace(c)).limit(LEAST_TEXT).count() < LEAST_TEXT) {
            throw Refusal.withoutText("PDF 中没有文字，可能是扫描件，或其字体没有文字编码。请上传带文字的版本，或先做文字识别（OCR）。",
                    "There is no text in the PDF: it is a scan, or its fonts do not say which characters they show. "
                            + "Upload a version with text, or recognise it first (OCR).");
        }
        return text.toString();
    }

    /** Of the first and the last line of a page. */
    private static String withoutNumber(List<String> lines) {
        List<String> printed = lines.stream().filter(line -> !line.isBlank()).toList();
        int from = !printed.isEmpty() && PAGE_NUMBER.matcher(printed.get(0)).matches() ? 1 : 0;
        int to = printed.size() > from && PAGE_NUMBER.matcher(printed.get(printed.size() - 1)).matches() ? printed.size() - 1 : printed.size();
        StringBuilder page = new StringBuilder();
        printed.subList(from, to).forEach(line -> page.append(line).append('\n'));
        return page.toString();
    }

    /** Gives up after so many steps: forms that show each other can make a page endless. */
    private static final class Bounded extends PDFTextStripper {
        private int steps;
        private int characters;

        Bounded() throws IOException {
            setSortByPosition(true);
            setLineSeparator("\n");
            setPageEnd("");
        }

        @Override
        protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
            steps += operator.getName().equals(OperatorName.DRAW_OBJECT) ? STEPS_OF_FORM : 1;
            if (steps > MOST_STEPS) {
                throw Refusal.tooLarge("PDF 的内容过于复杂，不予读取。", "The PDF is too complex to be read.");
            }
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
}
