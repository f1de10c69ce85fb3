package org.duban.task.intake;

import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.duban.task.problem.ProblemException;

/** The kinds of files that a notice may be uploaded as. */
public enum DocumentKind {
    TEXT(MediaType.TEXT_PLAIN, "txt", "text"),
    HTML(MediaType.TEXT_HTML, "html", "htm"),
    CSV("text/csv", "csv"),
    PDF("application/pdf", "pdf"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

    /** As they are named to people. */
    public static final String NAMES = "txt、html、csv、pdf、docx、xlsx";

    final String mediaType;
    private final List<String> endings;

    DocumentKind(String mediaType, String... endings) {
        this.mediaType = mediaType;
        this.endings = List.of(endings);
    }

    /** By the ending of a file's name. */
    public static Optional<DocumentKind> ofName(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(kind -> name.contains(".") && kind.endings.contains(ending)).findFirst();
    }

    public static Optional<DocumentKind> ofMediaType(MediaType type) {
        return Arrays.stream(values()).filter(kind -> type != null && type.isCompatible(MediaType.valueOf(kind.mediaType))
                && !type.isWildcardType() && !type.isWildcardSubtype()).findFirst();
    }

    /**
     * Of a file in a form: by the ending of its name, else by its media type.
     *
     * @param type null: not said
     * @throws ProblemException 415 that names the endings
     */
    public static DocumentKind ofUpload(String name, String type) {
        return ofName(name).or(() -> ofType(type)).orElseThrow(DocumentKind::unknown);
    }

    private static Optional<DocumentKind> ofType(String type) {
        try {
            return type == null ? Optional.empty() : ofMediaType(MediaType.valueOf(type));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** None of these. */
    public static ProblemException unknown() {
        return Refusal.wrongKind("文件的扩展名应为下列之一：%s。", "The file name must end in one of %s.", NAMES);
    }

    boolean isText() {
        return this == TEXT || this == HTML || this == CSV;
    }

    /** As people call it by its ending. */
    String ending() {
        return endings.get(0);
    }
}
