package org.duban.task.parse;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The tree of numbered items. Most numbers stand at the start of a line; a page may also have lost its line ends, so a
 * number inside a line counts too where a sentence has just ended and the number goes on from the one before.
 */
final class Outline {
    private static final int LONGEST_GLUED_HEADING = 40;
    /** More than any notice has; a hostile text must not fill the memory with them. */
    private static final int MOST_ITEMS = 50_000;
    private static final int LONG_LINE = 80;
    private static final int LONGEST_LABEL = 12;
    private static final int LONGEST_VALUE = 200;
    private static final String SENTENCE_END = "。;!?:)>》|";

    private final SourceText text;
    private final Map<Marker.Kind, Integer> last = new EnumMap<>(Marker.Kind.class);
    private Item open;
    /** Every item, in the order of the text. */
    final List<Item> items = new ArrayList<>();
    /** The last colon of the sentence, which may be that of a label (责任单位:); -1 where there is none. */
    private int label = -1;
    /** The first number that was one too many; null where none was. */
    Range leftOut;

    /** @param tables what tables occupy: their cells hold no items of the outline */
    Outline(SourceText text, List<Range> tables) {
        this.text = text;
        int i = 0;
        for (Range table : tables) {
            scan(i, table.start());
            i = Math.max(i, table.end());
        }
        scan(i, text.length());
        close(null, text.length());
    }

    int firstStart() {
        return items.isEmpty() ? text.length() : items.get(0).start();
    }

    /** The innermost item that the index stands in; null before the first. */
    Item itemAt(int index) {
        int low = 0;
        int high = items.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (items.get(middle).start() <= index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Item item = low == 0 ? null : items.get(low - 1);
        while (item != null && index >= item.end) {
            item = item.parent;
        }
        return item;
    }

    private void scan(int from, int to) {
        for (int i = from; i < to; i++) {
            if (opensAnnex(i)) {
                close(null, i);
            }
            if (text.at(i) == '。' || text.at(i) == '\n') {
                label = -1;
            } else if (text.at(i) == ':') {
                label = i;
            }
            Marker marker = Marker.at(text, i);
            if (marker != null && opensItem(marker) && items.size() == MOST_ITEMS) {
                leftOut = leftOut == null ? new Range(i, marker.end()) : leftOut;
            } else if (marker != null && opensItem(marker)) {
                add(marker);
                i = marker.end() - 1;
            }
        }
    }

    private boolean opensItem(Marker marker) {
        int ink = text.lastInkBefore(marker.start());
        char before = text.at(ink);
        boolean lineStart = startsLine(marker.start(), ink);
        boolean sentenceEnded = SENTENCE_END.indexOf(before) >= 0;
        boolean goesOn = marker.value() == 1 || marker.value() == last.getOrDefault(marker.kind(), 0) + 1;
        if (marker.kind() == Marker.Kind.ARABIC && !isNumberDot(marker, lineStart)) {
            return false;
        }
        if (lineStart && breaksSentence(marker, ink)) {
            return false;
        }
        if (lineStart) {
            return goesOn || sentenceEnded || text.at(marker.start() - 2) == '\n' || isAfterHeading(ink);
        }
        boolean blankBefore = SourceText.isBlank(text.at(marker.start() - 1));
        return goesOn && (sentenceEnded || blankBefore && marker.kind() != Marker.Kind.ARTICLE || isGlued(marker) || isAfterTitle(marker) || isAfterLabel(marker));
    }

    /** …工作方案一、工作目标: the first number of all, glued to the title. */
    private boolean isAfterTitle(Marker marker) {
        return items.isEmpty() && marker.kind() == Marker.Kind.HAN
                && TitleReader.endsLikeTitle(text.view.substring(Math.max(0, marker.start() - LONGEST_LABEL), marker.start()));
    }

    /** 整治时限:长期坚持(二)…: what a label says has no full stop, and the next number may be glued to it. */
    private boolean isAfterLabel(Marker marker) {
        return label >= 0 && marker.start() - label > 2 && marker.start() - label < LONGEST_VALUE && marker.kind() != Marker.Kind.ARTICLE
                && RoleWords.labelAt(text.view, label, Math.max(0, label - LONGEST_LABEL)) != null;
    }

    /**
     * 个体工商 ⏎ 2、户提供…: the number of a page, in the middle of a sentence. It goes on from no item that is open, and the long
     * line before it has no stop.
     */
    private boolean breaksSentence(Marker marker, int ink) {
        Item sibling = open;
        while (sibling != null && sibling.kind() != marker.kind()) {
            sibling = sibling.parent;
        }
        return marker.value() > 1 && sibling == null && Character.isIdeographic(text.at(ink)) && ink - text.lineStart(ink) > LONG_LINE
                && text.view.substring(text.lineStart(ink), ink).indexOf('。') >= 0;
    }

    /** 1. and 1.2023年 are numbers of items, 4.9月底前 at the start of a line; 1.5亿元, 3.15 are not; the slip 1。 counts at the start of a line only. */
    private boolean isNumberDot(Marker marker, boolean lineStart) {
        char dot = text.at(marker.end() - 1);
        if (dot == '。') {
            return lineStart;
        }
        boolean year = text.at(marker.end() + 4) == '年' && Numerals.isArabic(text.at(marker.end() + 3));
        return !Numerals.isArabic(text.at(marker.end())) || year || lineStart && isMonth(marker.end());
    }

    private boolean isMonth(int i) {
        return text.at(Numerals.isArabic(text.at(i + 1)) ? i + 2 : i + 1) == '月';
    }

    /** A short line without a full stop is a heading; what begins the line after it is no wrapped sentence. */
    private boolean isAfterHeading(int ink) {
        return ink - text.lineStart(ink) < 24;
    }

    /** 附件 at the start of a line: what follows, its list or its content, is under no item of the body. */
    private boolean opensAnnex(int i) {
        return text.at(i) == '附' && text.at(i + 1) == '件' && startsLine(i, text.lastInkBefore(i));
    }

    private boolean startsLine(int i, int ink) {
        return ink < 0 || text.view.substring(ink + 1, i).indexOf('\n') >= 0;
    }

    /** 二、工作任务(一)高度重视…: the first number under a heading, glued to it. */
    private boolean isGlued(Marker marker) {
        if (open == null || !open.kind().mayHead() || !open.isLeaf()
                || marker.kind().compareTo(open.kind()) <= 0) {
            return false;
        }
        int from = open.marker.end();
        return marker.start() - from > 1 && marker.start() - from <= LONGEST_GLUED_HEADING
                && text.view.substring(from, marker.start()).chars().noneMatch(c -> "。、,;".indexOf(c) >= 0);
    }

    private void add(Marker marker) {
        close(marker.kind(), marker.start());
        Item item = new Item(marker, open);
        if (open != null) {
            if (open.isLeaf()) {
                open.ownEnd = marker.start();
            }
            open.children.add(item);
        }
        items.add(item);
        last.put(marker.kind(), marker.value());
        open = item;
    }

    /** Closes every open item that one of this kind cannot stand in; all of them for null. */
    private void close(Marker.Kind kind, int at) {
        while (open != null && (kind == null || open.kind().compareTo(kind) >= 0)) {
            open.end = at;
            if (open.isLeaf()) {
                open.ownEnd = at;
            }
            open = open.parent;
        }
    }
}
