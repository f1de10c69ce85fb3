package org.duban.task.intake;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers that Word prints before paragraphs and keeps nowhere: lists count their paragraphs, by levels (ECMA-376
 * part 1, 17.9). Lists of one definition go on counting together.
 */
final class WordNumbering {
    private static final Pattern PLACE = Pattern.compile("%([1-9])");
    private static final int LEVELS = 9;
    private static final int DEEPEST_STYLE = 20;

    private final Map<String, Style> styles = new HashMap<>();
    private final Map<String, Definition> definitions = new HashMap<>();
    private final Map<String, ListOf> lists = new HashMap<>();

    /** What a paragraph says of itself; null: nothing. */
    static final class Place {
        String style;
        String list;
        Integer level;
    }

    /** A style of paragraphs; null: it does not say. */
    static final class Style {
        String basedOn;
        String list;
        Integer level;
    }

    /** How a list looks; the count of each level, null before its first. */
    static final class Definition {
        /** The definition is that of the list of this style. */
        String style;
        final Map<Integer, Level> levels = new HashMap<>();
        private final Integer[] counts = new Integer[LEVELS];
        private final Set<String> begun = new HashSet<>();
    }

    /** A list of the document: a definition, and where it begins otherwise. */
    static final class ListOf {
        String definition;
        final Map<Integer, Integer> starts = new HashMap<>();
        final Map<Integer, Level> levels = new HashMap<>();
    }

    /** A level of a list. */
    static final class Level {
        int start = 1;
        String format;
        String text = "";
        String suffix = "tab";
        boolean legal;
        boolean restarts = true;
        /** The style whose paragraphs stand at this level. */
        String style;
    }

    Style style(String id) {
        return styles.computeIfAbsent(id, key -> new Style());
    }

    Definition definition(String id) {
        return definitions.computeIfAbsent(id, key -> new Definition());
    }

    ListOf list(String id) {
        return lists.computeIfAbsent(id, key -> new ListOf());
    }

    /** Counts a paragraph and gives what Word prints before it; empty where it prints nothing. */
    String next(Place place) {
        String id = place.list;
        Integer number = place.level;
        Style style = place.style == null ? null : styles.get(place.style);
        for (int i = 0; style != null && i < DEEPEST_STYLE && (id == null || number == null); i++) {
            id = id == null ? style.list : id;
            number = number == null && style.list != null ? style.level : number;
            style = style.basedOn == null ? null : styles.get(style.basedOn);
        }
        ListOf list = id == null ? null : lists.get(id);
        Definition definition = list == null ? null : definition(list);
        if (definition == null) {
            return "";
        }
        int at = number != null ? number : ofStyle(definition, place.style);
        Level level = level(list, definition, at);
        return level == null ? "" : print(list, definition, at, level, id);
    }

    /** Its definition, or that of the style's list that it refers to. */
    private Definition definition(ListOf list) {
        Definition definition = definitions.get(list.definition);
        Style linked = definition == null || definition.style == null ? null : styles.get(definition.style);
        ListOf other = linked == null || linked.list == null ? null : lists.get(linked.list);
        return other == null || other == list ? definition : definitions.get(other.definition);
    }

    private static int ofStyle(Definition definition, String style) {
        return definition.levels.entrySet().stream().filter(level -> style != null && style.equals(level.getValue().style))
                .mapToInt(Map.Entry::getKey).min().orElse(0);
    }

    private static Level level(ListOf list, Definition definition, int number) {
        return list.levels.getOrDefault(number, definition.levels.get(number));
    }

    private static String print(ListOf list, Definition definition, int at, Level level, String id) {
        if (definition.begun.add(id)) {
            list.starts.forEach((number, start) -> definition.counts[number] = start - 1);
        }
        count(list, definition, at);
        Matcher places = PLACE.matcher(level.text == null ? "" : level.text);
        StringBuilder printed = new StringBuilder();
        while (places.find()) {
            int number = Integer.parseInt(places.group(1)) - 1;
            Level other = level(list, definition, number);
            String format = level.legal ? "decimal" : other == null ? "none" : other.format;
            Integer count = definition.counts[number];
            places.appendReplacement(printed, Matcher.quoteReplacement(
                    WordNumerals.print(count != null ? count : other == null ? 1 : other.start, format)));
        }
        places.appendTail(printed);
        if ("bullet".equals(level.format) || printed.isEmpty()) {
            return "";
        }
        // What is parted by a tab on paper stays parted where it would run together.
        boolean parted = !"nothing".equals(level.suffix) && printed.charAt(printed.length() - 1) < 128;
        return parted ? printed + " " : printed.toString();
    }

    private static void count(ListOf list, Definition definition, int at) {
        for (int number = 0; number < LEVELS; number++) {
            Level level = level(list, definition, number);
            Integer count = definition.counts[number];
            if (number < at && count == null && level != null) {
                definition.counts[number] = level.start;
            } else if (number == at) {
                definition.counts[number] = count == null ? level.start : Integer.valueOf(count + 1);
            } else if (number > at && (level == null || level.restarts)) {
                definition.counts[number] = null;
            }
        }
    }
}
