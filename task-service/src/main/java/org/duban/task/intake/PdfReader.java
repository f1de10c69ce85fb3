package org.duban.task.intake;

import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.duban.task.problem.ProblemException;

/** The text of a PDF. A scan has none, and says so. */
final class PdfReader {
    private static final int MOST_PAGES = 500;
    /** A stamp or a page number on a scan are no text. */
    private static final int LEAST_TEXT = 20;

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
        PdfLines lines = new PdfLines();
        lines.getText(document);
        String text = lines.text();
        if (text.chars().filter(c -> !Character.isWhitespace(c)).limit(LEAST_TEXT).count() < LEAST_TEXT) {
            throw Refusal.withoutText("PDF 中没有文字，可能是扫描件，或其字体没有文字编码。请上传带文字的版本，或先做文字识别（OCR）。",
                    "There is no text in the PDF: it is a scan, or its fonts do not say which characters they show. "
                            + "Upload a version with text, or recognise it first (OCR).");
        }
        return text;
    }
}
