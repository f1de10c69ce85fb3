package org.duban.task.parse;

import java.time.LocalDate;
import java.util.List;

/** What stands around the body: title, number, issuer, the day of the signature and the day of publication. */
final class HeaderReader {
    private static final List<String> PUBLISHED = List.of("发布日期", "发布时间", "公开日期", "公开时间", "公布日期", "发文时间", "时间", "日期");
    private static final List<String> ISSUED = List.of("成文日期", "成文时间", "发文日期", "印发日期", "签发日期", "生成日期");
    private static final List<String> ISSUERS = List.of("发文机关:", "发文单位:", "发布机构:", "发布单位:", "制发机关:");
    private static final String PRINTED = "印发";
    private static final int HEAD = 6000;

    private static final int MOST_SIGNERS = 20;
    /** Line ends between two that sign together, with an empty line. */
    private static final long FARTHEST = 2;
    private static final int LONGEST_REMARK = 40;
    private static final int LONGEST_LABEL = 6;
    /** Between a label and its value a page may have an empty line and an indent. */
    private static final int LONGEST_GAP = 12;
    private static final int LONGEST_NAME = 40;
    /** A gazette in columns sets the day far to the right. */
    private static final int LONGEST_INDENT = 240;

    private final SourceText text;
    private final Dates dates;
    private final List<Range> tables;
    private final int headEnd;
    private final int lastInk;
    final TitleReader.Title notice;
    final TitleReader.Title plan;
    final List<DocumentNumbers.Number> numbers;
    DateMention signature;
    DateMention published;
    private String signer;
    /** An earlier signature, of another body: of who forwards a notice, perhaps. */
    private DateMention overruled;

    HeaderReader(SourceText text, Dates dates, int firstItem, List<Range> tables) {
        this.text = text;
        this.dates = dates;
        this.tables = tables;
        this.lastInk = lastInk(text);
        this.headEnd = Math.min(firstItem, HEAD);
        TitleReader titles = new TitleReader(text, headEnd);
        TitleReader.Title printed = titles.notice();
        this.notice = printed == null ? titles.glued() : printed;
        TitleReader.Title issued = titles.plan(notice);
        this.plan = issued == null && notice == null ? titles.sentence() : issued;
        this.numbers = DocumentNumbers.in(text, headEnd, notice == null ? -1 : notice.end());
        findDays();
        if (signature == null) {
            printed();
        }
        signer = signer == null ? undated() : signer;
    }

    DateMention overruled() {
        return overruled;
    }

    TitleReader.Title title() {
        return plan == null ? notice : plan;
    }

    /** Its own number, in the spelling with 〔〕 if the page has both. */
    String documentNumber() {
        String number = null;
        for (DocumentNumbers.Number found : numbers) {
            String printed = text.name(found.start(), found.end());
            if (found.own() && (number == null || !number.contains("〔") && printed.contains("〔"))) {
                number = printed;
            }
        }
        Range labelled = number == null ? DocumentNumbers.labelled(text, headEnd) : null;
        return labelled == null ? number : text.name(labelled.start(), labelled.end());
    }

    String issuedBy() {
        String named = notice == null ? "" : notice.issuer();
        if (signer != null) {
            return signer;
        }
        return named.isEmpty() ? labelledIssuer() : named;
    }

    LocalDate issuedOn() {
        return signature == null ? null : signature.in(signature.year());
    }

    LocalDate publishedOn() {
        return published == null ? null : published.in(published.year());
    }

    private String labelledIssuer() {
        for (String label : ISSUERS) {
            int at = text.view.indexOf(label);
            if (at >= 0 && at < HEAD) {
                int start = at + label.length();
                while (SourceText.isBlank(text.at(start)) && start < text.length() || text.at(start) == '|') {
                    start++;
                }
                int end = start;
                while (end < start + 40 && !SourceText.isBlank(text.at(end)) && text.at(end) != '|') {
                    end++;
                }
                return end > start && UnitNames.isLike(text.view.substring(start, end)) ? text.name(start, end) : null;
            }
        }
        return null;
    }

    private void findDays() {
        for (DateMention date : dates.all) {
            if (date.isFullDay() && date.in(date.year()) != null) {
                String label = labelBefore(date.start());
                if (published == null && PUBLISHED.stream().anyMatch(label::endsWith) && !ISSUED.stream().anyMatch(label::endsWith)) {
                    published = date;
                } else if (signature == null && ISSUED.stream().anyMatch(label::endsWith)) {
                    signature = date;
                } else if (signer == null) {
                    sign(date);
                }
            }
        }
    }

    /** 发布日期: | 2023/07/19: the few characters before a date, without blanks, bars and the colon. */
    private String labelBefore(int start) {
        int end = start;
        while (end > start - LONGEST_GAP && (SourceText.isBlank(text.at(end - 1)) || text.at(end - 1) == ':' || text.at(end - 1) == '|')) {
            end--;
        }
        boolean parted = text.view.substring(Math.max(0, end), start).chars().anyMatch(c -> c == ':' || c == '|');
        // 发布日期 ⏎ 2023年06月07日: a line with nothing but its label.
        String line = end > 0 && text.at(end) == '\n' && end - text.lineStart(end) <= LONGEST_LABEL
                ? text.folded(text.lineStart(end), end) : "";
        String label = text.view.substring(Math.max(0, end - 4), Math.max(0, end));
        // 成文日期 2012-03-22: of a table only blanks are left.
        boolean word = end < start && (SourceText.isBlank(text.at(end - 5)) || text.at(end - 5) == '|');
        parted |= isDayLabel(line) || word && isDayLabel(label);
        return parted ? label : "";
    }

    private static boolean isDayLabel(String words) {
        return words.length() == 4 && (PUBLISHED.contains(words) || ISSUED.contains(words));
    }

    /** A date that has its line to itself, or shares it with the body that signs, is the day of issue. */
    private void sign(DateMention date) {
        char after = text.at(date.end());
        boolean dotted = text.at(date.start() + 4) == '.' && (after == '\n' || text.skipBlanks(date.end(), text.length()) >= lastInk);
        boolean written = text.at(date.end() - 1) == '日' || date.lost();
        if (written && isGlued(date)) {
            signature = date;
            signer = signers(bodyBefore(date.start() - 1));
            return;
        }
        if (!written && !dotted || after != '\n' && after != ' ' && after != '(' && after != ')') {
            return;
        }
        int ink = text.lastInkBefore(date.start());
        boolean ownLine = ink < 0 || text.view.substring(ink + 1, date.start()).indexOf('\n') >= 0
                || text.at(ink) == '(' && after == ')';
        int signed = beforeRemark(ink);
        Range before = bodyBefore(signed);
        Range body = before == null || isInTable(signed) ? null : before;
        boolean blankBetween = ink + 1 < date.start();
        if (body != null && (ownLine || blankBetween) && date.start() - ink < LONGEST_INDENT) {
            String other = signer;
            signer = signers(body);
            overruled = signature != null && !signer.equals(other) && closesText(signature) ? signature : overruled;
            signature = date;
        } else if (written && signature == null && (ownLine || blankBetween && standsAlone(ink, date.end()))) {
            signature = date;
        }
    }

    /** 。某市人民政府2024年5月20日 in a text without blanks: at its end, or before an annex or the plan that the notice issues. */
    private boolean isGlued(DateMention date) {
        Range body = bodyBefore(date.start() - 1);
        if (body == null || text.at(body.start() - 1) != '。') {
            return false;
        }
        String issued = notice == null ? null : TitleReader.issuedBy(notice);
        return text.skipBlanks(date.end(), text.length()) >= lastInk || text.view.startsWith("附件", date.end())
                || issued != null && text.view.startsWith(issued.replaceAll("[《》]", ""), date.end());
    }

    /**
     * Between blanks: behind the number (某政发〔2009〕1号 2009年1月5日), in a text that lost its line ends before those addressed
     * (各…), before a remark in brackets, or behind a full stop; or at the end.
     */
    private boolean standsAlone(int ink, int end) {
        char next = SourceText.isBlank(text.at(end)) ? text.at(end + 1) : 0;
        return text.at(ink) == '号' && (text.at(end) == '\n' || next == '各') || text.at(end) == ' ' && (next == '(' || text.at(ink) == '。')
                || text.skipBlanks(end, text.length()) >= lastInk;
    }

    /** …请认真执行。 ⏎ 某小学 ⏎ 2007年9月5日: a short line and a day after a full stop, whatever its words. */
    private boolean closesText(DateMention date) {
        int ink = text.lastInkBefore(date.start());
        int line = ink;
        while (line > ink - LONGEST_NAME && line > 0 && text.at(line - 1) != '\n') {
            line--;
        }
        return text.at(line - 1) == '\n' && text.at(text.lastInkBefore(line)) == '。';
    }

    /** (…代章) between the body and the day. */
    private int beforeRemark(int ink) {
        int open = ink;
        while (text.at(ink) == ')' && open > ink - LONGEST_REMARK && text.at(open) != '(') {
            open--;
        }
        boolean remark = text.at(open) == '(' && SourceText.isBlank(text.at(open - 1));
        return remark ? text.lastInkBefore(open) : ink;
    }

    /** 某市政府办公室 2023年4月14日印发: the printer's line signs where nothing else does. */
    private void printed() {
        for (DateMention date : dates.all) {
            int end = date.end() + PRINTED.length();
            boolean line = date.isFullDay() && date.in(date.year()) != null && text.view.startsWith(PRINTED, date.end()) && text.at(end) == '\n';
            Range body = line ? bodyBefore(text.lastInkBefore(date.start())) : null;
            if (body != null) {
                signature = date;
                signer = signer == null ? text.name(body.start(), body.end()) : signer;
            }
        }
    }

    /** 特此通知。 ⏎ 某镇人民政府: a body in the last line of the text, after a full stop, signs without a day. */
    private String undated() {
        int from = text.skipBlanks(text.lineStart(Math.max(0, lastInk - 1)), lastInk);
        boolean body = lastInk - from <= LONGEST_NAME && text.at(text.lastInkBefore(from)) == '。' && !isInTable(from)
                && UnitNames.isLike(text.view.substring(from, lastInk));
        return body ? signers(new Range(from, lastInk)) : null;
    }

    /** Where nothing but the page's bars is left. */
    private static int lastInk(SourceText text) {
        int end = text.length();
        while (end > 0 && (SourceText.isBlank(text.at(end - 1)) || text.at(end - 1) == '|')) {
            end--;
        }
        return end;
    }

    private boolean isInTable(int at) {
        return tables.stream().anyMatch(table -> table.holds(at));
    }

    /** The bodies that sign together, in the order in which they are printed. */
    private String signers(Range last) {
        StringBuilder names = new StringBuilder(text.name(last.start(), last.end()));
        Range body = last;
        // 2、交通局 ⏎ ⏎ ⏎ 某县办公室 ⏎ 2020年4月10日: what stands farther away than the day does is no signature.
        long farthest = Math.max(FARTHEST, lineEnds(last.end(), text.skipBlanks(last.end(), text.length())));
        for (int i = 0; i < MOST_SIGNERS; i++) {
            int ink = text.lastInkBefore(body.start());
            if (lineEnds(ink + 1, body.start()) > farthest) {
                break;
            }
            body = ink + 1 == body.start() ? null : bodyBefore(ink);
            if (body == null || hasColon(body)) {
                break;
            }
            names.insert(0, ' ').insert(0, text.name(body.start(), body.end()));
        }
        return names.toString();
    }

    private long lineEnds(int from, int to) {
        return text.view.substring(Math.max(0, from), Math.max(from, to)).chars().filter(c -> c == '\n').count();
    }

    /** 牵头单位:市教育局 names a body, but is no signature. */
    private boolean hasColon(Range body) {
        return text.view.substring(body.start(), body.end()).indexOf(':') >= 0;
    }

    /** The segment that ends at this character, if it is the name of a body. */
    private Range bodyBefore(int ink) {
        int start = ink + 1;
        while (start > ink - 40 && !SourceText.isBlank(text.at(start - 1)) && "。|".indexOf(text.at(start - 1)) < 0) {
            start--;
        }
        // 来源: 市政府办公室 is the page's.
        boolean labelled = text.at(text.lastInkBefore(start)) == ':' && text.view.substring(text.lastInkBefore(start) + 1, start).isBlank()
                && text.lineStart(start) <= text.lastInkBefore(start);
        boolean body = UnitNames.isLike(text.view.substring(start, ink + 1)) || isBeside(start, ink + 1);
        return ink >= 0 && !labelled && body ? new Range(start, ink + 1) : null;
    }

    /** 区教育局基建科 安保科: two sections of one body sign, and the second is named shortly. */
    private boolean isBeside(int start, int end) {
        if (text.at(start - 1) != ' ' || !UnitNames.isShort(text.view.substring(start, end))) {
            return false;
        }
        int ink = text.lastInkBefore(start);
        int first = ink;
        while (first > 0 && first > ink - LONGEST_NAME && !SourceText.isBlank(text.at(first - 1))) {
            first--;
        }
        return ink >= 0 && text.view.substring(ink, start).indexOf('\n') < 0 && UnitNames.isLike(text.view.substring(first, ink + 1));
    }
}
