package org.duban.task.paper;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.duban.task.precondition.EntityTags;
import org.duban.task.report.FileName;

/** A paper as an answer: to be saved and never shown, with its name in any script; made anew each time it is asked for. */
final class PaperAnswer {
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    static final String CSV = "text/csv";
    static final String ZIP = "application/zip";
    static final String CALENDAR = "text/calendar";
    private static final String DEMO = "演示数据-";

    private PaperAnswer() {}

    /** @param content not written for a HEAD; should it break off, the connection is cut */
    static Response.ResponseBuilder of(String type, String name, StreamingOutput content) {
        return Response.ok(content).type(type).header(HttpHeaders.CACHE_CONTROL, EntityTags.CACHING)
                .header(HttpHeaders.CONTENT_DISPOSITION, FileName.attachment(name));
    }

    /** What a file may be called. */
    static String name(boolean demo, String what, String ending) {
        return FileName.clean((demo ? DEMO : "") + Words.line(what).replaceAll("[/\\\\]", "_") + ending);
    }
}
