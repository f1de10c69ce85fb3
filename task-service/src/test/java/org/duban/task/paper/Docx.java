package org.duban.task.paper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;

/** A paper as Word finds it. */
record Docx(XWPFDocument document) {
    static Docx of(byte[] bytes) {
        try {
            return new Docx(new XWPFDocument(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those with a text. */
    List<String> lines() {
        return document.getParagraphs().stream().map(XWPFParagraph::getText).filter(text -> !text.isEmpty()).toList();
    }

    /** The paragraph with that text. */
    XWPFParagraph paragraph(String text) {
        return document.getParagraphs().stream().filter(each -> each.getText().equals(text)).findFirst()
                .orElseThrow(() -> new AssertionError(text + " is not in " + lines()));
    }

    /** Font and points of the paragraph with that text. */
    String font(String text) {
        XWPFRun run = paragraph(text).getRuns().get(0);
        return run.getFontFamily() + " " + run.getFontSizeAsDouble();
    }
}
