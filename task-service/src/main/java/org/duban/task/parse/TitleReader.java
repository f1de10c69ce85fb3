package org.duban.task.parse;

import java.util.List;

/**
 * Finds the title among the segments of the head. A notice that issues a plan (关于印发X的通知) goes by the plan's title
 * where the plan follows; a title may run over several lines.
 */
final class TitleReader {
    private static final List<String> KINDS = List.of("通知", "意见", "方案", "办法", "措施", "通报", "的函", "决定", "规定", "细则", "规划", "计划",
            "要点", "公告", "报告", "批复", "清单", "分工", "通告", "指引", "指南", "举措", "政策", "条例", "预案", "行动", "纲要", "制度", "安排", "分解", "分解表", "任务表",
            "分工表", "安排表", "进度表", "解读", "规则", "责任制", "十条", "说明", "公示", "纪要", "通知单", "督办单", "交办单", "台账", "规程");
    private static final List<String> PREAMBLE = List.of("现将", "特此", "根据", "为", "按照", "依据", "附件", "经", "首页", "当前位置");
    /** A title that many bodies issue together names each in a segment of its own. */
    private static final int MOST_LINES = 12;
    private static final List<String> PAGE = List.of("无障碍", "长者", "适老", "您的位置", "返回", "打印", "字体", "字号", "搜索", "网站",
            "登录", "关闭", "分享", "索引", "来源", "简体", "繁体", "发文", "文号", "浏览", "当前");
    /** Lines that a page prints above a text, and that titles may begin with too (政务公开工作要点). */
    private static final List<String> PAGE_LINES = List.of("政府信息公开", "政务公开", "信息公开", "政策文件", "政府文件", "通知公告", "公示公告",
            "规范性文件", "正文", "全文", "政策原文", "政策解读", "文字解读");
    /** The name of a file that a page offers. */
    private static final List<String> FILES = List.of(".pdf", ".doc", ".docx", ".xls", ".xlsx");
    /** Labels of the page's table, whose cells only blanks part. */
    private static final List<String> METADATA = List.of("索引号", "发布机构", "公开方式", "分类", "废止日期", "有效性", "主题词");
    private static final List<String> CLOSERS = List.of("通知", "函", "决定", "通告");
    private static final int MOST_ISSUERS = 10;
    private static final int LONGEST = 220;
    private static final int SHORTEST = 6;
    private static final int LONGEST_PLACE = 8;

    private final SourceText text;
    private final int headEnd;
    private final List<Range> segments;

    /** @param headEnd where the first numbered item begins */
    TitleReader(SourceText text, int headEnd) {
        this.text = text;
        this.headEnd = headEnd;
        this.segments = Segments.of(text, 0, headEnd);
    }

    /** A title as printed without layout, and its place. */
    record Title(String words, int start, int end) {
        /** Who is named before 关于, 印发 or 转发; empty where nobody is. */
        String issuer() {
            String known = fold(words);
            int about = known.indexOf("关于");
            for (String verb : List.of("转发", "批转", "印发")) {
                int at = known.indexOf(verb);
                about = at >= 0 && (about < 0 || at < about) ? at : about;
            }
            // 《关于X的意见》实施细则 names nobody.
            return about < 0 || known.startsWith("《") ? "" : words.substring(0, about);
        }

        /** 上海市人民政府关于… beside the page's own 市政府关于…: the same words with a longer name before them. */
        boolean isFuller(Title other) {
            return words.length() > other.words.length() && !issuer().isEmpty()
                    && fold(words.substring(issuer().length())).equals(fold(other.words.substring(other.issuer().length())));
        }
    }

    /** The notice's own title (…关于…的通知), the fuller one where the page repeats it shorter; null where the text has none. */
    Title notice() {
        Title best = null;
        for (int i = 0; i < segments.size(); i++) {
            Range segment = unquoted(segments.get(i));
            String words = folded(segment.start(), segment.end());
            if ((words.contains("关于") || opensWithIssuer(words)) && !isPreamble(words)) {
                int first = i;
                while (words.startsWith("关于") && first > 0 && i - first < MOST_ISSUERS && isIssuer(segments.get(first - 1))) {
                    first--;
                }
                Title title = title(first, i);
                best = title != null && (best == null || title.isFuller(best)) ? title : best;
            }
        }
        return best;
    }

    /** The title of the plan that follows the notice; null where none does. */
    Title plan(Title notice) {
        String issued = notice == null ? null : issuedBy(notice);
        for (int i = 0; i < segments.size(); i++) {
            boolean after = notice == null || segments.get(i).start() >= notice.end();
            if (after && !isSignature(segments.get(i))) {
                Title title = title(i, i);
                boolean wanted = issued == null ? notice == null : title != null && same(title, issued);
                if (title != null && wanted && !title.words().contains("关于印发")) {
                    return title;
                }
            }
        }
        return null;
    }

    /**
     * 市政府关于X的意见某政发〔2024〕3号各区:…: the title of a text that has lost its blanks and line ends ends before the number or
     * before those addressed; null where it does not.
     */
    Title glued() {
        int start = segments.isEmpty() ? 0 : segments.get(0).start();
        for (int end = start + SHORTEST; end < headEnd && end < start + LONGEST && !hasStop(folded(end - 1, end)); end++) {
            String words = folded(start, end);
            boolean closed = text.at(end) == '各' || text.view.startsWith("来源", end) || DocumentNumbers.isAt(text, end);
            if (closed && words.contains("关于") && endsLikeTitle(words) && isWhole(words) && !isPreamble(words)) {
                return new Title(text.name(start, end), start, end);
            }
        }
        return null;
    }

    /** 关于支持X的十条意见。为落实…: the first sentence of a text that has lost its line ends; null where it is no title. */
    Title sentence() {
        int start = segments.isEmpty() ? 0 : segments.get(0).start();
        int end = start;
        while (end < headEnd && end < start + LONGEST && "。\n ".indexOf(text.at(end)) < 0) {
            end++;
        }
        String words = folded(start, end);
        boolean title = text.at(end) == '。' && endsLikeTitle(words) && words.contains("关于") && !isPreamble(words);
        return title ? new Title(text.name(start, end), start, end) : null;
    }

    /** 关于印发《X》的通知 → X; null for any other title. */
    static String issuedBy(Title notice) {
        String words = fold(notice.words());
        int from = words.indexOf("印发");
        int to = Math.max(words.lastIndexOf("的通知"), words.lastIndexOf("的函"));
        return from < 0 || to < from ? null : words.substring(from + 2, to);
    }

    /** 某市政府印发X的通知: who issues stands before the word, as it does before 关于. */
    private static boolean opensWithIssuer(String words) {
        int verb = words.indexOf("印发");
        return verb > 0 && endsLikeTitle(words) && UnitNames.isLike(words.substring(0, verb));
    }

    /** The same words but for their marks; the plan's own title may have the place before them (某县|2011年整顿方案). */
    private boolean same(Title title, String right) {
        String plan = fold(title.words()).replaceAll("[《》<>“”\"]", "");
        String issued = right.replaceAll("[《》<>“”\"]", "");
        boolean oneLine = folded(title.start(), title.end()).chars().noneMatch(c -> SourceText.isBlank((char) c));
        return plan.equals(issued)
                || oneLine && issued.length() >= SHORTEST && plan.endsWith(issued) && plan.length() - issued.length() <= LONGEST_PLACE;
    }

    private static String fold(String words) {
        StringBuilder folded = new StringBuilder();
        words.chars().forEach(c -> folded.append(Fold.fold((char) c)));
        return folded.toString();
    }

    /** Joins segments from the first until one ends like a title; {@code upTo} must be among them. */
    private Title title(int first, int upTo) {
        StringBuilder joined = new StringBuilder();
        Title unclosed = null;
        for (int i = first; i < segments.size() && i < first + MOST_LINES; i++) {
            Range segment = unquoted(segments.get(i));
            String words = folded(segment.start(), segment.end());
            boolean nextCell = i > first && text.view.substring(segments.get(i - 1).end(), segment.start()).indexOf('|') >= 0;
            if (nextCell || joined.length() + words.length() > LONGEST || i == first && isPreamble(words) || hasStop(words)
                    || i == first && (!opens(words) || isKeyword(segment)) || isNumber(segment) || isDigits(words) || i > first && isDay(words) || unclosed != null && words.contains("关于")) {
                return unclosed;
            }
            joined.append(words);
            if (METADATA.stream().anyMatch(label -> joined.indexOf(label) >= 0)) {
                return unclosed;
            }
            int end = withoutNumber(segment);
            if (i >= upTo && endsLikeTitle(folded(segment.start(), end)) && isWhole(joined) && joined.length() >= SHORTEST) {
                int start = unquoted(segments.get(first)).start();
                Title title = new Title(text.name(start, end), start, end);
                if (!wantsCloser(joined)) {
                    return title;
                }
                unclosed = unclosed == null ? title : unclosed;
            }
        }
        return unclosed;
    }

    private boolean isNumber(Range segment) {
        return text.at(segment.end() - 1) == '号' && DocumentNumbers.isAt(text, segment.start());
    }

    /** 关键词 | 德阳市 公共服务 实施意见: a cell of the page's table. */
    private boolean isKeyword(Range segment) {
        int bar = text.view.lastIndexOf('|', segment.start());
        int label = bar >= text.lineStart(segment.start()) ? text.lastInkBefore(bar) : -1;
        return label > 2 && (text.view.startsWith("关键词", label - 2) || text.view.startsWith("主题词", label - 2));
    }

    /** 关于印发X行动计划 ⏎ (2023—2025年)的通知: the plan's name is not yet the end. */
    private static boolean wantsCloser(StringBuilder joined) {
        String words = joined.toString();
        return words.contains("印发") && CLOSERS.stream().noneMatch(words::endsWith);
    }

    /** 京政办发〔2016〕26号《…的通知》: a title in its marks, or behind a number, or behind its label (标题). */
    private Range unquoted(Range whole) {
        boolean labelled = text.view.startsWith("标题", whole.start()) && whole.end() - whole.start() > SHORTEST;
        Range segment = labelled ? new Range(whole.start() + 2, whole.end()) : whole;
        String words = folded(segment.start(), segment.end());
        int open = words.indexOf('(');
        int number = open > 0 && open < 12 ? words.indexOf('号', open) : -1;
        boolean numbered = number > 0 && number - open < 12 && number + 4 < words.length() && words.charAt(open + 5) == ')';
        int start = segment.start() + (numbered ? number + 1 : 0);
        boolean quoted = text.at(start) == '《' && words.indexOf('》') == words.length() - 1;
        return quoted ? new Range(start + 1, segment.end() - 1) : new Range(start, segment.end());
    }

    /** Words that may open a title: not (此件公开发布), nor what a page prints around it. */
    private static boolean opens(String words) {
        return !words.startsWith("(") && !words.startsWith(")") && PAGE.stream().noneMatch(words::startsWith) && !PAGE_LINES.contains(words)
                && !words.chars().allMatch(Character::isDigit) && FILES.stream().noneMatch(words::endsWith);
    }

    /** 2022-12-14: what a page's table says under a label. */
    private static boolean isDigits(String words) {
        return words.length() >= 8 && words.chars().allMatch(c -> c < 0x80 && !Character.isLetter(c));
    }

    private static boolean isDay(String words) {
        return words.endsWith("日") && Numerals.isArabic(words.charAt(0)) || words.startsWith("二〇");
    }

    /** …的意见(池政〔2017〕101号): the number behind a title is no part of it. */
    private int withoutNumber(Range segment) {
        int end = segment.end();
        if (text.at(end - 1) == ')' && text.at(end - 2) == '号') {
            int open = DocumentNumbers.openBefore(text, end - 2);
            int outer = text.view.lastIndexOf('(', open - 1);
            return outer > segment.start() ? outer : end;
        }
        return end;
    }

    static boolean endsLikeTitle(String words) {
        int open = words.endsWith(")") ? words.lastIndexOf('(') : -1;
        String bare = open > 0 ? words.substring(0, open) : words;
        return KINDS.stream().anyMatch(bare::endsWith);
    }

    /** Whether each 《 has its 》: 关于印发《X方案 ⏎ 》的通知 goes on. */
    private static boolean isWhole(CharSequence words) {
        return words.chars().filter(c -> c == '《').count() == words.chars().filter(c -> c == '》').count();
    }

    private static boolean hasStop(String words) {
        return words.chars().anyMatch(c -> "。;:!?=|".indexOf(c) >= 0 || c >= '\u2500' && c <= '\u257F')
                || words.indexOf('>') >= 0 && words.indexOf('<') < 0 || words.indexOf(',') >= 0 && !namesItsIssuer(words);
    }

    /** …政府关于贯彻落实国务院安排,进一步…的意见: a comma is a title's only where an issuer opens it. */
    private static boolean namesItsIssuer(String words) {
        int about = words.indexOf("关于");
        return about == 0 || about > 0 && UnitNames.isLike(words.substring(0, about));
    }

    /** 《X方案》已经市政府同意 begins the text; 《X意见》实施细则 is a title. */
    private boolean isPreamble(String words) {
        return PREAMBLE.stream().anyMatch(words::startsWith) || words.startsWith("《") && !endsLikeTitle(words);
    }

    /** A body or a day alone in its line signs the notice; no plan's title begins with it. */
    private boolean isSignature(Range segment) {
        return isIssuer(segment) || folded(segment.start(), segment.end()).endsWith("日");
    }

    /** A body's name; 来源: 市教育局 is the page's. */
    private boolean isIssuer(Range segment) {
        int ink = text.lastInkBefore(segment.start());
        boolean labelled = text.at(ink) == ':' && text.view.substring(ink, segment.start()).indexOf('\n') < 0;
        return !labelled && UnitNames.isLike(folded(segment.start(), segment.end()));
    }

    private String folded(int from, int to) {
        return text.view.substring(from, to);
    }
}
