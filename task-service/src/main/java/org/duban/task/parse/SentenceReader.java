package org.duban.task.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads who answers for a measure where its sentences say so and no bracket does: 由区水务局牵头,各镇人民政府配合,
 * 水利所和各村负责具体实施.
 *
 * <p>A sentence may name a body for many reasons. It says by itself that the item is that body's only where the clause is nothing
 * but names and a verb, or where 由 opens it and 牵头 closes it; else it counts only among others of its kind.
 */
final class SentenceReader {
    private static final List<String> LEADING = List.of("牵头", "主办");
    private static final List<String> HELPING = List.of("配合", "协助", "协办", "参与");
    private static final List<String> DOING = List.of("负责", "承办");
    /** Verbs of many sentences, which are a duty only where 由 and names stand before them and nothing behind. */
    private static final List<String> CLOSING = List.of("组织实施", "落实", "实施", "完成", "办理");
    /** They stand between the names and the verb. */
    private static final List<String> ADVERBS = List.of("予以", "应当", "要", "应", "须", "共同", "分别", "具体", "积极", "主动", "密切", "统一", "按职责分工",
            "按照职责分工", "按职责", "按分工");
    /** An item that sets up a body says who sits in it, not who answers for a measure. */
    private static final List<String> SETS_UP = List.of("组长", "设在", "下设", "召集人", "指挥长", "联席会议", "答:");
    /** What such an item sets up: 领导小组办公室负责日常工作. */
    private static final List<String> SET_UP = List.of("领导小组", "办公室", "指挥部", "工作组", "专班", "工作专班", "联席会议");
    private static final List<String> DECIDED = List.of("议定", "会议同意", "会议原则同意", "会议要求", "会议明确", "会议决定", "会议强调");
    private static final String STOPS = ",;。:!?\n";
    private static final String TOGETHER = "会同";
    private static final List<String> OTHERS = List.of("等有关部门", "等相关部门", "等部门", "等单位", "有关部门", "相关部门", "有关单位", "相关单位");
    /** 市委|办公室, 发展改革委|员会: what goes on where a name might have ended. */
    private static final List<String> ENDS = List.of("员会", "公室", "公厅", "办公室", "办公厅", "宣传部", "组织部", "门");
    private static final int LONGEST_NAMES = 80;
    /** Of one item; no measure has so many. */
    private static final int MOST_CLAUSES = 100;

    private final SourceText text;
    private final Brackets brackets;
    private final ResponsibilityReader reader;

    SentenceReader(SourceText text, Brackets brackets, ResponsibilityReader reader) {
        this.text = text;
        this.brackets = brackets;
        this.reader = reader;
    }

    /**
     * @param certain whether the words alone make the item a task
     * @param weak    whether they only say that a body shall (市教育局要…), which counts only beside an item that is certain
     */
    record Reading(Responsibility phrase, boolean certain, boolean weak) {
    }

    /** What is known of one item so far. */
    private static final class Said {
        private Responsibility phrase;
        private boolean certain;
        private boolean weak;
        private int clauses;
        /** Whether a meeting has decided it: then 由县财政局负责修改完善 is no mere explanation. */
        private final boolean decided;
        /** Where a clause of nothing but names began, which the next clause may give a verb; -1 where there is none. */
        private int names = -1;

        Said(String words) {
            this.decided = DECIDED.stream().anyMatch(words::contains);
        }
    }

    /** What the item's own words say; null where they name nobody. */
    Reading of(Item item) {
        String words = text.view.substring(item.marker.end(), item.ownEnd);
        if (!item.isLeaf() || item.kind() == Marker.Kind.ARTICLE || SETS_UP.stream().anyMatch(words::contains)) {
            return null;
        }
        Said said = new Said(words);
        int start = text.skipBlanks(item.marker.end(), item.ownEnd);
        for (int i = start; i <= item.ownEnd; i++) {
            int close = i < item.ownEnd ? brackets.closeOf(i) : i;
            if (close > i && close < item.ownEnd) {
                i = close;
            } else if (i == item.ownEnd || STOPS.indexOf(text.at(i)) >= 0 || text.at(i) == '、' && endsWithVerb(i)) {
                if (i > start && text.at(i) != ':' && ++said.clauses <= MOST_CLAUSES) {
                    clause(said, start, i);
                }
                start = text.skipBlanks(i + 1, item.ownEnd);
            }
        }
        return said.phrase == null ? null : new Reading(said.phrase, said.certain, said.weak);
    }

    /** 由区住建局牵头、区消防救援大队配合 */
    private boolean endsWithVerb(int at) {
        return verbs().anyMatch(verb -> text.view.startsWith(verb, at - verb.length()));
    }

    private static Stream<String> verbs() {
        return Stream.of(LEADING, HELPING, DOING).flatMap(List::stream);
    }

    private void clause(Said said, int from, int to) {
        int by = byAt(from, to) - from;
        int start = by >= 0 ? from + by + 1 : said.names >= 0 ? said.names : from;
        boolean second = said.phrase != null;
        RoleWords.Tail tail = RoleWords.tail(text.view.substring(start, Math.min(to, start + 2 * LONGEST_NAMES)));
        int verb = verbAt(start, to, by >= 0);
        if (verb < 0 && second && tail.role() != null) {
            // After 市教育局牵头 any names with a verb go on with it: 各区政府按职责分工落实.
            add(said, names(start, beforeAdverbs(start, start + tail.namesEnd()), tail.role(), true), to);
            said.names = -1;
            return;
        }
        int with = by >= 0 ? text.view.substring(start, Math.min(to, start + LONGEST_NAMES)).indexOf(TOGETHER) : -1;
        int bodies = with > 0 ? bodiesEnd(start + with + TOGETHER.length(), to) : to;
        if (with > 0 && (verb < 0 || beforeAdverbs(start, verb) > bodies)) {
            // 由发展改革委会同农业部研究提出意见: whatever the verb is.
            add(said, names(start, bodies, Role.RESPONSIBLE, true), to);
            said.certain |= said.phrase != null;
            return;
        }
        if (verb < 0 && said.phrase == null && shallAt(from, to) > 0) {
            add(said, names(from, shallAt(from, to), Role.RESPONSIBLE, false), to);
            said.weak = said.phrase != null;
            return;
        }
        if (verb < 0) {
            together(said, from, to);
            boolean onlyNames = said.phrase != null && to - from < LONGEST_NAMES && !names(from, to, Role.RESPONSIBLE, false).isEmpty();
            said.names = !onlyNames ? -1 : said.names >= 0 ? said.names : from;
            return;
        }
        said.names = -1;
        boolean whole = start + tail.namesEnd() <= verb && to - start < 2 * LONGEST_NAMES;
        Role role = role(verb);
        List<Responsibility.Unit> units = names(start, beforeAdverbs(start, verb), role, by >= 0 || whole);
        if (units.isEmpty() || role == Role.ASSISTING && !second || text.view.substring(verb, to).contains("解释")) {
            return;
        }
        boolean groups = units.stream().allMatch(unit -> UnitNames.isGroup(unit.name()));
        add(said, units, verb + 2);
        said.certain |= role == Role.LEAD ? by >= 0 || whole : (whole || by >= 0 && said.decided) && !groups;
    }

    /** 由 before a name, not in 理由, 自由, 由于; before {@code from} where there is none. */
    private int byAt(int from, int to) {
        for (int i = from; i < Math.min(to, from + 2 * LONGEST_NAMES); i++) {
            i = brackets.closeOf(i);
            if (text.at(i) == '由' && "理自缘经".indexOf(text.at(i - 1)) < 0 && text.at(i + 1) != '于') {
                return i;
            }
        }
        return from - 1;
    }

    /** 会同区水务局、区气象局: a clause of its own after the one with the verb. */
    private void together(Said said, int from, int to) {
        if (said.phrase != null && text.view.startsWith(TOGETHER, from)) {
            List<Responsibility.Unit> units = names(from + TOGETHER.length(), bodiesEnd(from + TOGETHER.length(), to), Role.ASSISTING, false);
            add(said, units, to);
        }
    }

    /** 市公安局、市财政局|要: where the word stands behind names; -1 where it does not. */
    private int shallAt(int from, int to) {
        for (int i = from + 2; i < Math.min(to, from + LONGEST_NAMES / 2); i++) {
            if (text.at(i) == '要' && UnitNames.isLike(text.view.substring(lastPause(from, i), i)) && !UnitNames.isGroup(text.view.substring(from, i))) {
                return i;
            }
        }
        return -1;
    }

    private int lastPause(int from, int to) {
        int start = to;
        while (start > from && text.at(start - 1) != '、') {
            start--;
        }
        return start;
    }

    /** Where the last body of a list ends that any verb may follow: 会同林业厅、财政厅|制定方案. */
    private int bodiesEnd(int from, int to) {
        int last = from;
        for (int i = from; i < Math.min(to, from + LONGEST_NAMES); i++) {
            last = text.at(i) == '、' ? i + 1 : last;
        }
        for (int end = last + 2; end <= Math.min(to, last + LONGEST_NAMES / 2); end++) {
            int at = end;
            String etc = OTHERS.stream().filter(word -> text.view.startsWith(word, at)).findFirst().orElse("");
            if (!etc.isEmpty() || UnitNames.isWhole(text.view.substring(last, end)) || OTHERS.contains(text.view.substring(last, end))) {
                String rest = ENDS.stream().filter(word -> text.view.startsWith(word, at)).findFirst().orElse("");
                return end + etc.length() + rest.length();
            }
        }
        return to;
    }

    private void add(Said said, List<Responsibility.Unit> units, int end) {
        if (units.isEmpty()) {
            return;
        }
        Responsibility phrase = new Responsibility(said.phrase == null ? units.get(0).start() : said.phrase.start, end);
        if (said.phrase != null) {
            phrase.units.addAll(said.phrase.units);
        }
        phrase.units.addAll(units);
        said.phrase = phrase;
    }

    /** The first verb of the clause that may give a role; -1 where there is none. */
    private int verbAt(int from, int to, boolean by) {
        for (int i = from + 2; i < Math.min(to, from + LONGEST_NAMES); i++) {
            i = brackets.closeOf(i);
            int at = i;
            boolean closes = by && CLOSING.stream().anyMatch(verb -> text.view.startsWith(verb, at) && at + verb.length() == to);
            if (closes || verbs().anyMatch(verb -> text.view.startsWith(verb, at))) {
                return i;
            }
        }
        return -1;
    }

    /** 牵头负责 and 负责牵头 lead. */
    private Role role(int verb) {
        boolean leads = LEADING.stream().anyMatch(word -> text.view.startsWith(word, verb) || text.view.startsWith(word, verb + 2)
                && DOING.stream().anyMatch(doing -> text.view.startsWith(doing, verb)));
        return leads ? Role.LEAD : HELPING.stream().anyMatch(word -> text.view.startsWith(word, verb)) ? Role.ASSISTING : Role.RESPONSIBLE;
    }

    private int beforeAdverbs(int from, int verb) {
        int end = verb;
        boolean found = true;
        while (found) {
            found = false;
            for (String adverb : ADVERBS) {
                if (end - adverb.length() > from && text.view.startsWith(adverb, end - adverb.length())) {
                    end -= adverb.length();
                    found = true;
                }
            }
        }
        return text.trimEnd(from, end);
    }

    /** The bodies of a list; none where anything else stands in it. */
    private List<Responsibility.Unit> names(int from, int to, Role role, boolean mayBeShort) {
        if (to - from < 2 || to - from > 2 * LONGEST_NAMES) {
            return List.of();
        }
        List<Responsibility.Unit> units = new ArrayList<>(reader.read(from, to, from, to, role).units);
        boolean bodies = units.stream().map(unit -> text.folded(unit.start(), unit.end()))
                .allMatch(name -> SET_UP.stream().noneMatch(name::startsWith)
                        && (UnitNames.isLike(name) || mayBeShort && UnitNames.isShort(name)));
        return bodies ? units : List.of();
    }
}
