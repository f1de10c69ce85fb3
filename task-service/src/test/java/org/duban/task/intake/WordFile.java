package org.duban.task.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Word documents, and other archives, made part by part. */
public final class WordFile {
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static final String TYPES = """
            <?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Default Extension="xml" ContentType="application/xml"/>
            <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
            </Types>""";
    static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    static final String NAMES = " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
            + " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";

    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    private WordFile() {}

    /** @param body what stands in {@code w:body} */
    public static WordFile of(String body) {
        return new WordFile().part("[Content_Types].xml", TYPES)
                .part("_rels/.rels", relations(relation("d", "officeDocument", "word/document.xml")))
                .part("word/_rels/document.xml.rels", relations(relation("n", "numbering", "numbering.xml") + relation("s", "styles", "styles.xml")))
                .part("word/document.xml", HEAD + "<w:document" + NAMES + "><w:body>" + body + "</w:body></w:document>")
                .part("word/numbering.xml", HEAD + "<w:numbering" + NAMES + "></w:numbering>")
                .part("word/styles.xml", HEAD + "<w:styles" + NAMES + "></w:styles>");
    }

    WordFile numbering(String definitions) {
        return part("word/numbering.xml", HEAD + "<w:numbering" + NAMES + ">" + definitions + "</w:numbering>");
    }

    WordFile styles(String styles) {
        return part("word/styles.xml", HEAD + "<w:styles" + NAMES + ">" + styles + "</w:styles>");
    }

    WordFile part(String name, String text) {
        return part(name, text.getBytes(StandardCharsets.UTF_8));
    }

    WordFile part(String name, byte[] content) {
        parts.put(name, content);
        return this;
    }

    public byte[] bytes() {
        return zip(parts);
    }

    static byte[] zip(Map<String, byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String relation(String id, String type, String target) {
        return "<Relationship Id=\"%s\" Type=\"%s%s\" Target=\"%s\"/>".formatted(id, RELATIONS, type, target);
    }

    private static String relations(String relations) {
        return HEAD + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + relations + "</Relationships>";
    }

    static String p(String text) {
        return "<w:p><w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r></w:p>";
    }

    /** A paragraph that Word numbers. */
    static String p(String text, int list, int level) {
        return "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"%d\"/><w:numId w:val=\"%d\"/></w:numPr></w:pPr><w:r><w:t xml:space=\"preserve\">%s</w:t></w:r></w:p>"
                .formatted(level, list, text);
    }

    static String level(int number, String format, String text) {
        return "<w:lvl w:ilvl=\"%d\"><w:start w:val=\"1\"/><w:numFmt w:val=\"%s\"/><w:lvlText w:val=\"%s\"/></w:lvl>".formatted(number, format, text);
    }

    /** A definition with a list of the same number. */
    static String list(int number, String... levels) {
        return "<w:abstractNum w:abstractNumId=\"%d\">%s</w:abstractNum><w:num w:numId=\"%1$d\"><w:abstractNumId w:val=\"%1$d\"/></w:num>"
                .formatted(number, String.join("", levels));
    }

    static String table(String... rows) {
        return "<w:tbl>" + String.join("", rows) + "</w:tbl>";
    }

    static String row(String... cells) {
        StringBuilder row = new StringBuilder("<w:tr>");
        for (String cell : cells) {
            row.append(cell.startsWith("<w:tc>") ? cell : "<w:tc><w:tcPr/>" + (cell.startsWith("<w:p") ? cell : p(cell)) + "</w:tc>");
        }
        return row.append("</w:tr>").toString();
    }
}
