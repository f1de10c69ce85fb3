package org.duban.task.parse;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words that say how a unit answers for a measure: at the end of its clause, or in a label before its names. */
final class RoleWords {
    private static final List<String> LEADING = List.of("牵头", "主办", "主责");
    private static final List<String> HELPING = List.of("配合", "协助", "协办", "协同", "参加", "参与", "支持", "指导", "督导", "监督");
    private static final List<String> DOING = List.of("负责", "落实", "承办", "实施", "责任", "完成", "执行", "统筹");
    /** How, not who: they stand between the names and the verb (按职责分工负责). */
    private static final List<String> MANNER = List.of("按照", "按", "依", "根据", "各自", "职责", "职能", "分工", "分别", "共同", "具体",
            "积极", "联合", "组织", "结合实际", "推进", "抓好", "做好", "为", "单位");
    private static final List<String> OPENING_VERBS = List.of("牵头", "职责分工", "按职责", "按职能");
    /** Words before a label that belong to it: 主要责任单位, 市级牵头部门. */
    private static final List<String> QUALIFIERS = List.of("主要", "市级", "省级", "县级", "区级", "州级", "第一", "直接", "具体", "相关", "总");
    private static final List<String> LABEL_NOUNS = List.of("单位", "部门", "处室", "科室", "股室", "主体", "机构");
    private static final List<String> SHORT_LABELS = List.of("牵头", "主办", "配合", "协办", "责任");
    private static final List<String> PERSON_LABELS = List.of("领导", "责任人", "负责人", "联系人", "责任人员", "电话");
    /** What they label says by itself who does what: 部门分工:市教育局牵头,各区配合. */
    private static final List<String> DIVISIONS = List.of("部门分工", "责任分工");
    private static final List<String> TIME_LABELS = List.of("时间要求", "时限要求", "时限", "时间", "节点", "期限", "完成日期");

    /** All of them by their last character, since this is asked at every clause. */
    private static final Map<Character, List<String>> TAILS = Stream.of(LEADING, HELPING, DOING, MANNER).flatMap(List::stream)
            .collect(Collectors.groupingBy(word -> word.charAt(word.length() - 1)));

    private static final int LONGEST_GLOSS = 6;

    private RoleWords() {
    }

    /** A label, from its first word up to and with its colon. Role is null for the time and for persons. */
    record Label(int start, int end, Role role, boolean time) {
    }

    /** What a clause says after its names: 州公安局|按职责分工负责. Role is null where it ends with a name. */
    record Tail(int namesEnd, Role role) {
    }

    static Tail tail(String clause) {
        int end = withoutUnknownVerb(clause);
        boolean verb = end < clause.length();
        boolean manner = false;
        Role role = Role.RESPONSIBLE;
        for (int length = length(clause, end); length > 0; length = length(clause, end)) {
            String word = clause.substring(end - length, end);
            end -= length;
            if (MANNER.contains(word)) {
                manner |= word.equals("职责") || word.equals("分工");
            } else {
                verb = true;
                role = LEADING.contains(word) ? Role.LEAD : HELPING.contains(word) && role != Role.LEAD ? Role.ASSISTING : role;
            }
        }
        return verb || manner ? new Tail(end, role) : new Tail(clause.length(), null);
    }

    /** 市教育局牵头抓总, 市财政局按职责分工承担: after such a word two characters more are a verb, whatever they say. */
    private static int withoutUnknownVerb(String clause) {
        int end = clause.length() - 2;
        boolean known = length(clause, clause.length()) > 0;
        return !known && OPENING_VERBS.stream().anyMatch(word -> clause.startsWith(word, end - word.length())) ? end : clause.length();
    }

    private static int length(String clause, int end) {
        for (String word : end == 0 ? List.<String>of() : TAILS.getOrDefault(clause.charAt(end - 1), List.of())) {
            if (clause.startsWith(word, end - word.length())) {
                return word.length();
            }
        }
        return 0;
    }

    /** 牵头责任单位: the label whose colon stands here; null where the colon closes no label. */
    static Label labelAt(String view, int colon, int floor) {
        int end = colon;
        while (end > floor && view.charAt(end - 1) == ' ') {
            end--;
        }
        end = beforeGloss(view, end, floor);
        for (String noun : TIME_LABELS) {
            if (endsWith(view, noun, end, floor)) {
                int start = end - noun.length();
                for (String word : List.of("完成", "办结", "办理", "整改", "整治", "治理", "落实", "销号", "任务", "时间", "进度", "要求", "工作")) {
                    start = endsWith(view, word, start, floor) ? start - word.length() : start;
                }
                return new Label(start, colon + 1, null, true);
            }
        }
        for (String noun : PERSON_LABELS) {
            if (endsWith(view, noun, end, floor)) {
                int start = end - noun.length();
                for (String word : List.of("分管", "责任", "牵头", "主要", "包保", "联系", "省", "市", "县", "区", "分管", "负责")) {
                    start = endsWith(view, word, start, floor) ? start - word.length() : start;
                }
                return new Label(start, colon + 1, null, false);
            }
        }
        for (String noun : DIVISIONS) {
            if (endsWith(view, noun, end, floor)) {
                return new Label(end - noun.length(), colon + 1, Role.RESPONSIBLE, false);
            }
        }
        for (String verb : SHORT_LABELS) {
            // In brackets only: 主办: in a line of its own is the page's.
            int before = end - verb.length() - 1;
            if (before >= 0 && endsWith(view, verb, end, floor) && "(;,".indexOf(view.charAt(before)) >= 0) {
                return unitLabel(view, end, colon, floor);
            }
        }
        for (String noun : LABEL_NOUNS) {
            if (endsWith(view, noun, end, floor)) {
                return unitLabel(view, end - noun.length(), colon, floor);
            }
        }
        return null;
    }

    private static Label unitLabel(String view, int nounStart, int colon, int floor) {
        int start = beforeGloss(view, nounStart, floor);
        Role role = null;
        boolean found = true;
        while (found) {
            found = false;
            for (List<String> words : List.of(LEADING, HELPING, DOING)) {
                for (String word : words) {
                    if (!found && endsWith(view, word, start, floor)) {
                        found = true;
                        start -= word.length();
                        role = words == LEADING || role == Role.LEAD ? Role.LEAD
                                : words == HELPING ? Role.ASSISTING : role == null ? Role.RESPONSIBLE : role;
                    }
                }
            }
        }
        for (String word : QUALIFIERS) {
            start = endsWith(view, word, start, floor) ? start - word.length() : start;
        }
        return role == null ? null : new Label(start, colon + 1, role, false);
    }

    /** 责任单位(部门):, 牵头(责任)单位: the label goes on before the bracket. */
    private static int beforeGloss(String view, int end, int floor) {
        int open = end - LONGEST_GLOSS;
        while (end > floor && view.charAt(end - 1) == ')' && open < end) {
            if (open >= floor && view.charAt(open) == '(') {
                return open;
            }
            open++;
        }
        return end;
    }

    private static boolean endsWith(String view, String word, int end, int floor) {
        return end - word.length() >= floor && view.startsWith(word, end - word.length());
    }
}
