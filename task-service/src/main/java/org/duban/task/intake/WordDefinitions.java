package org.duban.task.intake;

import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads what a Word document says of its lists: {@code numbering.xml}, and the styles that stand in one. */
final class WordDefinitions {
    private static final int MOST_COLUMNS = 60;

    private final XMLStreamReader xml;
    private final WordNumbering numbering;
    private WordNumbering.Style style = new WordNumbering.Style();
    private WordNumbering.Definition definition = new WordNumbering.Definition();
    private WordNumbering.ListOf list = new WordNumbering.ListOf();
    /** Of the definition, or of the list that has some of its own. */
    private Map<Integer, WordNumbering.Level> levels = new HashMap<>();
    private WordNumbering.Level level = new WordNumbering.Level();
    private int number;

    WordDefinitions(XMLStreamReader xml, WordNumbering numbering) {
        this.xml = xml;
        this.numbering = numbering;
    }

    void read() throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamReader.START_ELEMENT) {
                element(xml.getLocalName());
            }
        }
    }

    private void element(String name) {
        switch (name) {
            case "style" -> style = numbering.style(attribute("styleId"));
            case "basedOn" -> style.basedOn = value(xml);
            case "numId" -> style.list = value(xml);
            case "ilvl" -> style.level = level(value(xml));
            case "abstractNum" -> levels = (definition = numbering.definition(attribute("abstractNumId"))).levels;
            case "numStyleLink" -> definition.style = value(xml);
            case "num" -> levels = (list = numbering.list(attribute("numId"))).levels;
            case "abstractNumId" -> list.definition = value(xml);
            case "lvlOverride" -> number = level(attribute("ilvl"));
            case "startOverride" -> list.starts.put(number, number(value(xml), 1));
            case "lvl" -> levels.put(number = level(attribute("ilvl")), level = new WordNumbering.Level());
            case "start" -> level.start = number(value(xml), 1);
            case "numFmt" -> level.format = level.format == null ? value(xml) : level.format;
            case "lvlText" -> level.text = value(xml);
            case "suff" -> level.suffix = value(xml);
            case "isLgl" -> level.legal = true;
            case "lvlRestart" -> level.restarts = number(value(xml), 1) != 0;
            case "pStyle" -> level.style = value(xml);
            default -> { }
        }
    }

    static int level(String value) {
        return Math.max(0, Math.min(8, number(value, 0)));
    }

    static int columns(String value) {
        return Math.max(1, Math.min(MOST_COLUMNS, number(value, 1)));
    }

    private static int number(String value, int otherwise) {
        return value != null && value.matches("-?\\d{1,6}") ? Integer.parseInt(value) : otherwise;
    }

    /** The attribute of that name, in whichever namespace: there are two, the usual one and the strict. */
    static String value(XMLStreamReader xml) {
        return attribute(xml, "val");
    }

    private String attribute(String name) {
        return attribute(xml, name);
    }

    private static String attribute(XMLStreamReader xml, String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }
}
