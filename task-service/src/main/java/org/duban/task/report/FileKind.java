package org.duban.task.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The kinds of files that may be attached. A name's ending says the kind, and the content must bear it out. */
enum FileKind {
    PDF("application/pdf", "pdf", "255044462d"),
    DOC("application/msword", "doc", "d0cf11e0a1b11ae1"),
    XLS("application/vnd.ms-excel", "xls", "d0cf11e0a1b11ae1"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", "504b0304"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "504b0304"),
    ZIP("application/zip", "zip", "504b0304"),
    PNG("image/png", "png", "89504e470d0a1a0a"),
    JPG("image/jpeg", "jpg", "ffd8ff"),
    JPEG("image/jpeg", "jpeg", "ffd8ff"),
    TXT("text/plain", "txt", ""),
    CSV("text/csv", "csv", "");

    /** As they are named to people. */
    static final String NAMES = "pdf、doc、docx、xls、xlsx、txt、csv、png、jpg、zip";

    private static final List<Charset> OF_TEXT = List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"));

    final String mediaType;
    private final String ending;
    private final byte[] magic;

    FileKind(String mediaType, String ending, String magic) {
        this.mediaType = mediaType;
        this.ending = ending;
        this.magic = HexFormat.of().parseHex(magic);
    }

    static Optional<FileKind> ofName(String name) {
        if (!name.contains(".")) {
            return Optional.empty();
        }
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(kind -> kind.ending.equals(ending)).findFirst();
    }

    /** Whether the file is what its name says, whatever the client calls it. */
    boolean fits(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            if (!Arrays.equals(content.readNBytes(magic.length), magic)) {
                return false;
            }
        }
        return switch (this) {
            case DOCX -> isOffice(file, "word/");
            case XLSX -> isOffice(file, "xl/");
            case TXT, CSV -> isText(file);
            default -> true;
        };
    }

    /** An Office document is an archive with a list of its parts (ECMA-376). */
    private static boolean isOffice(Path file, String folder) throws IOException {
        try (ZipFile archive = new ZipFile(file.toFile())) {
            return archive.getEntry("[Content_Types].xml") != null
                    && archive.stream().anyMatch(entry -> entry.getName().startsWith(folder));
        } catch (ZipException e) {
            return false;
        }
    }

    /** Excel in China saves CSV in GB18030. */
    private static boolean isText(Path file) throws IOException {
        for (Charset charset : OF_TEXT) {
            if (isText(file, charset)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isText(Path file, Charset charset) throws IOException {
        char[] piece = new char[8192];
        try (Reader reader = Files.newBufferedReader(file, charset)) {
            for (int n = reader.read(piece); n >= 0; n = reader.read(piece)) {
                for (int i = 0; i < n; i++) {
                    if (Character.isISOControl(piece[i]) && "\t\r\n\f".indexOf(piece[i]) < 0) {
                        return false;
                    }
                }
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
