package org.duban.task.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.util.XMLHelper;

/**
 * The text of a Word document: paragraphs with the numbers that Word makes itself, tables, text boxes. Without headers,
 * footers, notes, hidden and deleted text. Read as a stream: Word's own model of it would be many times as large.
 */
final class DocxReader {
    private static final String DOCUMENT = "/officeDocument";
    /** Deleted, moved away, said again for old readers, codes of fields, how a sign is pronounced. */
    private static final Set<String> SKIPPED = Set.of("del", "moveFrom", "Fallback", "instrText", "rt", "sectPr");
    /** Tables in tables, text boxes in text boxes. */
    private static final int DEEPEST = 20;

    private final XMLStreamReader xml;
    private final WordNumbering numbering;
    private int characters;

    private DocxReader(XMLStreamReader xml, WordNumbering numbering) {
        this.xml = xml;
        this.numbering = numbering;
    }

    static String read(OPCPackage office) throws IOException, OpenXML4JException, XMLStreamException {
        PackagePart document = null;
        for (PackageRelationship each : office.getRelationships()) {
            document = each.getRelationshipType().endsWith(DOCUMENT) ? office.getPart(each) : document;
        }
        if (document == null) {
            throw new OpenXML4JException("no main part");
        }
        WordNumbering numbering = new WordNumbering();
        for (PackageRelationship each : document.getRelationships()) {
            String type = each.getRelationshipType();
            if (type.endsWith("/styles") || type.endsWith("/numbering")) {
                try (InputStream part = document.getRelatedPart(each).getInputStream()) {
                    new WordDefinitions(reader(part), numbering).read();
                }
            }
        }
        StringBuilder text = new StringBuilder();
        try (InputStream part = document.getInputStream()) {
            DocxReader reader = new DocxReader(reader(part), numbering);
            reader.blocks(text, "document", 0);
        }
        return text.toString();
    }

    /** POI's factory takes no DTD and fetches nothing. */
    private static XMLStreamReader reader(InputStream part) throws XMLStreamException {
        return XMLHelper.newXMLInputFactory().createXMLStreamReader(part);
    }

    /** Paragraphs and tables up to the end of that element. */
    private void blocks(StringBuilder out, String end, int depth) throws XMLStreamException {
        requireShallow(depth);
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals(end)) {
                return;
            } else if (event == XMLStreamReader.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "p" -> paragraph(out, depth);
                    case "tbl" -> table(out, depth);
                    default -> skipIfNoText();
                }
            }
        }
    }

    private void paragraph(StringBuilder out, int depth) throws XMLStreamException {
        StringBuilder words = new StringBuilder();
        WordNumbering.Place place = new WordNumbering.Place();
        boolean hidden = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("p")) {
                break;
            } else if (event == XMLStreamReader.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "pPr" -> properties(place);
                    case "r" -> hidden = false;
                    case "rPr" -> hidden = isHidden();
                    case "t" -> words.append(hidden ? skipped() : counted(xml.getElementText()));
                    case "tab" -> words.append(' ');
                    case "br", "cr" -> words.append('\n');
                    case "noBreakHyphen" -> words.append('-');
                    case "txbxContent" -> blocks(out, "txbxContent", depth + 1);
                    default -> skipIfNoText();
                }
            }
        }
        out.append(numbering.next(place)).append(words).append('\n');
    }

    /** Which style and which list the paragraph has. */
    private void properties(WordNumbering.Place place) throws XMLStreamException {
        for (boolean open = true; open && xml.hasNext();) {
            int event = xml.next();
            if (event == XMLStreamReader.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "pStyle" -> place.style = value();
                    case "numId" -> place.list = value();
                    case "ilvl" -> place.level = WordDefinitions.level(value());
                    case "rPr", "pPrChange" -> skip();
                    default -> { }
                }
            } else if (event == XMLStreamReader.END_ELEMENT) {
                open = !xml.getLocalName().equals("pPr");
            }
        }
    }

    private boolean isHidden() throws XMLStreamException {
        boolean hidden = false;
        for (boolean open = true; open && xml.hasNext();) {
            int event = xml.next();
            if (event == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("rPrChange")) {
                skip();
            } else if (event == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("vanish")) {
                hidden = !Set.of("0", "false", "off").contains(String.valueOf(value()));
            } else if (event == XMLStreamReader.END_ELEMENT) {
                open = !xml.getLocalName().equals("rPr");
            }
        }
        return hidden;
    }

    private void table(StringBuilder out, int depth) throws XMLStreamException {
        requireShallow(depth);
        Grid grid = new Grid();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("tbl")) {
                break;
            } else if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("tr")) {
                grid.endRow();
            } else if (event == XMLStreamReader.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "gridBefore" -> grid.cell("", WordDefinitions.columns(value()), 1);
                    case "tc" -> cell(grid, depth);
                    default -> skipIfNoText();
                }
            }
        }
        out.append(grid.text());
    }

    private void cell(Grid grid, int depth) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int columns = 1;
        boolean goesOn = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("tc")) {
                break;
            } else if (event == XMLStreamReader.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "gridSpan" -> columns = WordDefinitions.columns(value());
                    case "vMerge" -> goesOn = !"restart".equals(value());
                    case "p" -> paragraph(text, depth);
                    case "tbl" -> table(text, depth + 1);
                    default -> skipIfNoText();
                }
            }
        }
        if (goesOn) {
            grid.again(columns);
        } else {
            grid.cell(text.toString(), columns, 1);
        }
    }

    private static void requireShallow(int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw new XMLStreamException("nested too deeply");
        }
    }

    private String counted(String text) {
        characters += text.length();
        if (characters > Intake.LONGEST_TEXT) {
            throw Refusal.tooLarge("全文超过 %d 个字符。", "The text has more than %d characters.", Intake.LONGEST_TEXT);
        }
        return text;
    }

    private String skipped() throws XMLStreamException {
        skip();
        return "";
    }

    private void skipIfNoText() throws XMLStreamException {
        if (SKIPPED.contains(xml.getLocalName())) {
            skip();
        }
    }

    /** Past the end of the element that has just begun. */
    private void skip() throws XMLStreamException {
        for (int open = 1; open > 0 && xml.hasNext();) {
            int event = xml.next();
            open += event == XMLStreamReader.START_ELEMENT ? 1 : event == XMLStreamReader.END_ELEMENT ? -1 : 0;
        }
    }

    private String value() {
        return WordDefinitions.value(xml);
    }
}
