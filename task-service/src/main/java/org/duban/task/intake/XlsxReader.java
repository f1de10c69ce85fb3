package org.duban.task.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFReader.SheetIterator;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.model.StylesTable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/** Tables of tasks in a workbook: each sheet that is not hidden, its cells as Excel shows them. Read as a stream. */
final class XlsxReader {
    private XlsxReader() {}

    static String read(OPCPackage office) throws IOException, OpenXML4JException, SAXException {
        XSSFReader workbook = new XSSFReader(office);
        StylesTable styles = workbook.getStylesTable();
        ReadOnlySharedStringsTable strings = new ReadOnlySharedStringsTable(office);
        Set<String> hidden = hidden(workbook);
        StringBuilder text = new StringBuilder();
        SheetCells.Budget budget = new SheetCells.Budget();
        SheetIterator sheets = (SheetIterator) workbook.getSheetsData();
        while (sheets.hasNext()) {
            try (InputStream sheet = sheets.next()) {
                if (!hidden.contains(sheets.getSheetName())) {
                    SheetCells cells = new SheetCells(budget);
                    parse(sheet, new Sheet(styles, strings, cells));
                    text.append(cells.grid().text()).append('\n');
                }
            }
        }
        return text.toString();
    }

    private static Set<String> hidden(XSSFReader workbook) throws IOException, OpenXML4JException, SAXException {
        Set<String> hidden = new HashSet<>();
        try (InputStream book = workbook.getWorkbookData()) {
            parse(book, new DefaultHandler() {
                @Override
                public void startElement(String uri, String name, String qualified, Attributes attributes) {
                    String state = attributes.getValue("state");
                    if (name.equals("sheet") && state != null && !state.equals("visible")) {
                        hidden.add(attributes.getValue("name"));
                    }
                }
            });
        }
        return hidden;
    }

    /** POI's parsers take no DTD, so there are no entities to expand and nothing is fetched. */
    private static void parse(InputStream part, DefaultHandler handler) throws IOException, SAXException {
        try {
            XMLReader parser = XMLHelper.newXMLReader();
            parser.setContentHandler(handler);
            parser.parse(new InputSource(part));
        } catch (javax.xml.parsers.ParserConfigurationException e) {
            throw new IllegalStateException("every JDK has an XML parser", e);
        }
    }

    /** POI's reader of cells; which of them are merged stands behind them all. */
    private static final class Sheet extends XSSFSheetXMLHandler {
        private final SheetCells cells;

        Sheet(StylesTable styles, ReadOnlySharedStringsTable strings, SheetCells cells) {
            super(styles, null, strings, cells, new ShownCells(), false);
            this.cells = cells;
        }

        @Override
        public void startElement(String uri, String name, String qualified, Attributes attributes) throws SAXException {
            if ("mergeCell".equals(name)) {
                cells.merge(attributes.getValue("ref"));
            }
            super.startElement(uri, name, qualified, attributes);
        }
    }
}
