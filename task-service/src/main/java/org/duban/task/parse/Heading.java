package org.duban.task.parse;

/** The words of a heading: all before its first child if they are few (a wrapped heading is one), else its first sentence. */
final class Heading {
    private static final int LONGEST = 80;

    private Heading() {
    }

    static String of(SourceText text, Item item) {
        int from = item.start();
        int to = text.trimEnd(item.marker.end(), item.ownEnd);
        int end = item.marker.end();
        while (end < Math.min(to, from + LONGEST) && text.at(end) != '。' && !(text.at(end) == '\n' && text.at(end + 1) == '\n')) {
            end++;
        }
        end = end < to && text.at(end) == '。' ? end + 1 : end;
        int bracket = text.view.substring(from, end).indexOf("单位:");
        int open = bracket < 0 ? -1 : text.view.lastIndexOf('(', from + bracket);
        int last = text.trimEnd(from, open > item.marker.end() ? open : end);
        return text.unwrapped(from, last);
    }
}
