package org.duban.task.parse;

import java.util.List;

/** 和, 及, 以及, 等 in a list of units: whether the word parts two names, opens or closes the list, or belongs to a name. */
final class Conjunctions {
    static final List<String> OPENERS = List.of("以及", "并由", "由", "及", "和", "与");
    private static final List<String> ALL = List.of("以及", "和", "及", "与");

    private static final String PLACES = "省市州盟县区旗镇乡街";
    private static final int MOST_PLACES = 12;
    private static final int LONGEST_PLACE = 8;
    private static final int LONGEST_COUNTED = 24;

    private final SourceText text;

    Conjunctions(SourceText text) {
        this.text = text;
    }

    boolean isAt(int index) {
        return ALL.stream().anyMatch(word -> text.view.startsWith(word, index));
    }

    /** 和田地区, 及…: the word opens a clause only if a name is left after it. 和 alone is dropped only before one. */
    boolean isOpener(String opener, int start, int to) {
        String rest = text.view.substring(start + opener.length(), to);
        return opener.length() > 1 || opener.equals("由") || UnitNames.isLike(rest) || UnitNames.isGroup(rest);
    }

    /** 市司法局等有关部门 → 等 closes the list; 高等院校 is a name. */
    int etcIn(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (text.at(i) == '等' && text.at(i - 1) != '高' && text.at(i - 1) != '中') {
                String rest = text.view.substring(i + 1, to).trim();
                if (rest.isEmpty() || ALL.stream().anyMatch(rest::startsWith)
                        || rest.length() <= 12 && (rest.endsWith("部门") || rest.endsWith("单位") || rest.endsWith("机构")
                        || rest.endsWith("企业") || rest.endsWith("地区") || rest.endsWith("方面"))) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** 武汉、黄石、鄂州等9市人民政府: names of places that 等 counts are one name with the body behind them. */
    boolean isCounted(int start, int pause, int to) {
        int from = start;
        int end = pause;
        for (int part = 0; part < MOST_PLACES; part++) {
            String name = text.folded(from, end);
            int etc = name.indexOf('等');
            if (etc > 0 && countsPlaces(name, etc + 1)) {
                return part > 0;
            }
            if (name.isEmpty() || name.length() > LONGEST_PLACE || UnitNames.isLike(name)) {
                return false;
            }
            from = end + 1;
            end = from;
            while (end < Math.min(to, from + LONGEST_COUNTED) && ",;。、:)".indexOf(text.at(end)) < 0) {
                end++;
            }
        }
        return false;
    }

    /** 等|9市, 等|三个县 */
    private static boolean countsPlaces(String name, int from) {
        int end = from;
        while (end < name.length() && (Numerals.isArabic(name.charAt(end)) || Numerals.isHan(name.charAt(end)))) {
            end++;
        }
        int level = end < name.length() && name.charAt(end) == '个' ? end + 1 : end;
        return end > from && level < name.length() && PLACES.indexOf(name.charAt(level)) >= 0;
    }

    /** Where 和 parts two bodies; -1 where none does. */
    int joinIn(int from, int to) {
        for (int i = from + 2; i < to - 1; i++) {
            for (String conjunction : ALL) {
                if (text.view.startsWith(conjunction, i) && UnitNames.joins(text.folded(from, i), text.folded(i + conjunction.length(), to))) {
                    return i;
                }
            }
        }
        return -1;
    }
}
