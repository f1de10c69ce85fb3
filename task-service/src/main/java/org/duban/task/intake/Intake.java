package org.duban.task.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.duban.task.problem.PlainText;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;

/**
 * Reads an uploaded notice to its text. Start reading here: the content must be what it is said to be ({@link Sniffer}), then
 * each kind has its reader. Every reader bounds what it takes, by counts and not by a clock.
 */
@ApplicationScoped
public class Intake {
    /** The largest upload, in megabytes. */
    public static final int MEGABYTES = 5;
    /** As long as a stored text may be. */
    static final int LONGEST_TEXT = 1_000_000;
    /** A file may come to tens of megabytes while it is read; so many are read at once, the others wait. */
    private static final int AT_ONCE = 2;
    private static final int PATIENCE_SECONDS = 20;

    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /**
     * The text, without characters that no text may hold.
     *
     * @param charset the declared one; null: none is
     * @throws ProblemException 400, 413 or 415 that says what is wrong with the file; 503 when too many are being read
     */
    public String read(byte[] content, DocumentKind kind, String charset) {
        if (content.length > MEGABYTES * 1024L * 1024) {
            throw Refusal.tooLarge("文件超过 %d MB。", "The file is larger than %d MB.", MEGABYTES);
        }
        Sniffer.require(content, kind);
        String text = PlainText.plain(kind == DocumentKind.TEXT ? Encoding.decode(content, charset) : inTurn(content, kind, charset));
        if (text.isBlank()) {
            throw kind == DocumentKind.TEXT ? ProblemException.field("", "正文为空。", "The text is empty.")
                    : Refusal.withoutText("文件中没有文字。", "There is no text in the file.");
        }
        if (text.length() > LONGEST_TEXT) {
            throw Refusal.tooLarge("全文超过 %d 个字符。", "The text has more than %d characters.", LONGEST_TEXT);
        }
        return text;
    }

    private String inTurn(byte[] content, DocumentKind kind, String charset) {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return switch (kind) {
                case TEXT -> Encoding.decode(content, charset);
                case HTML -> HtmlReader.read(content, charset);
                case CSV -> CsvReader.read(Encoding.decode(content, charset));
                case PDF -> PdfReader.read(content);
                case DOCX -> OfficePackage.read(content, kind, DocxReader::read);
                case XLSX -> OfficePackage.read(content, kind, XlsxReader::read);
            };
        } finally {
            places.release();
        }
    }

    private static ProblemException busy() {
        return new ProblemException(ProblemCode.UNAVAILABLE, Text.of("正在读取的文件过多，请稍后再试。",
                "Too many files are being read; try again in a moment.")).retryAfter(PATIENCE_SECONDS);
    }
}
