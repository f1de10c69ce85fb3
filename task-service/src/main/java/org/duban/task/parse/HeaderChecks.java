package org.duban.task.parse;

import java.time.LocalDate;

/** What a person should look at around the body: days, numbers, annexes, persons, a text that breaks off. */
final class HeaderChecks {
    private static final int NOISE = 30;
    private static final String ENDS = "。!?)》”\">.;：:…】";

    private final SourceText text;
    private final Brackets brackets;
    private final Findings findings;

    HeaderChecks(SourceText text, Brackets brackets, Findings findings) {
        this.text = text;
        this.brackets = brackets;
        this.findings = findings;
    }

    /** What a notice as a rule has and this text has not, or it was not found. */
    void missing(HeaderReader header) {
        if (header.title() == null) {
            findings.info("no-title", 0, 0, "没有读到标题。");
        }
        TitleReader.Title title = header.title();
        if (title != null && header.notice == null && text.view.substring(title.start(), title.end()).chars().anyMatch(c -> SourceText.isBlank((char) c))) {
            findings.info("title-joined", title.start(), title.end(), "标题由几段拼成,请核对。");
        }
        DateMention overruled = header.overruled();
        if (overruled != null) {
            findings.info("several-signatures", overruled.start(), overruled.end(), "这里也有落款,发文机关和成文日期取了后面的一处,请核对。");
        }
        if (header.issuedBy() == null) {
            findings.info("no-issuer", 0, 0, "没有读到发文机关。");
        }
        if (header.issuedOn() == null) {
            findings.info("no-issue-day", 0, 0, "没有读到成文日期。");
        }
    }

    void days(HeaderReader header) {
        LocalDate issued = header.issuedOn();
        LocalDate published = header.publishedOn();
        if (issued != null && published != null && !issued.equals(published)) {
            findings.info("dates-differ", header.published.start(), header.published.end(),
                    "成文日期是%s,发布日期是%s,以成文日期为准。".formatted(issued, published));
        }
    }

    void lostMarks(Dates dates) {
        for (DateMention date : dates.all) {
            if (date.lost()) {
                findings.warn("date-marks-lost", date.start(), date.end(), "日期里的年、月、日字样缺失,按%s处理。".formatted(date.in(date.year())));
            }
        }
    }

    /** 。ㄎ澹┘涌…: no line begins with a stop; what stood there, a number as a rule, was lost when the page was encoded anew. */
    void lostBeginnings() {
        for (int at = text.view.indexOf("\n。"); at >= 0; at = text.view.indexOf("\n。", at + 1)) {
            findings.error("text-damaged", at + 1, Math.min(text.lineEnd(at + 1), at + NOISE), "这一行的开头在转码时损坏了,编号和文字要对照原件核对。");
        }
    }

    void numbers(HeaderReader header) {
        for (DocumentNumbers.Number number : header.numbers) {
            if (!number.own()) {
                findings.info("cited-number", number.start(), number.end(), header.documentNumber() == null
                        ? "这是文中引用的文号,不是本通知的文号;本通知没有自己的文号。" : "这是文中引用的文号,不是本通知的文号。");
            }
        }
    }

    void persons(MemberReader members, ContactReader.Contacts contacts) {
        for (Range person : members.persons) {
            findings.info("personal-data", person.start(), person.end(), "这里写了个人姓名,不写进任务和日志。");
        }
        if (contacts.place() != null) {
            findings.info("personal-data", contacts.place().start(), contacts.place().end(), "这里写了联系人的姓名或电话,只用于联系本通知。");
        }
    }

    /** 附件:X is announced, and nothing follows the line 附件, or there is no such line. */
    void annex() {
        int announced = -1;
        int opened = -1;
        for (int at = text.view.indexOf("附件"); at >= 0; at = text.view.indexOf("附件", at + 2)) {
            boolean lineStart = text.lastInkBefore(at) < 0 || text.at(at - 1) == '\n' || SourceText.isBlank(text.at(at - 1));
            int next = at + 2;
            while (Numerals.isArabic(text.at(next))) {
                next++;
            }
            announced = lineStart && text.at(next) == ':' ? at : announced;
            opened = lineStart && announced >= 0 && SourceText.isBlank(text.at(next)) ? at : opened;
        }
        if (opened >= 0 && inkAfter(opened + 2) < NOISE) {
            findings.warn("empty-annex", opened, opened + 2, "附件只有标题,没有内容,附件里的事项没有读到。");
        } else if (opened < 0 && announced >= 0) {
            int end = announced;
            while (end < announced + 80 && text.at(end) != '\n') {
                end++;
            }
            findings.warn("empty-annex", announced, end, "文中列了附件,但文本里没有附件内容,附件里的事项没有读到。");
        }
    }

    private int inkAfter(int from) {
        int ink = 0;
        for (int i = from; i < text.length() && ink < NOISE; i++) {
            ink += SourceText.isBlank(text.at(i)) ? 0 : 1;
        }
        return ink;
    }

    /** A text that ends inside a sentence of its last item. */
    void cutOff(Outline outline) {
        int end = text.trimEnd(0, text.length());
        Item last = outline.itemAt(end - 1);
        if (last == null || ENDS.indexOf(text.at(end - 1)) >= 0) {
            return;
        }
        int start = end;
        while (start > Math.max(last.marker.end(), end - 400) && "。\n".indexOf(text.at(start - 1)) < 0) {
            start--;
        }
        boolean openBracket = false;
        for (int i = start; i < end; i++) {
            openBracket |= brackets.isOpenEnded(text, i);
        }
        // A line of its own after the last full stop is a signature or the page's footer; a long one is a sentence.
        // The last title of a list (2.联系人表) has no stop either, but neither a comma nor a sentence before it.
        boolean sentence = text.view.substring(start, end).indexOf(',') >= 0;
        // Nor has what ends in an address or a telephone number (邮箱:office@example.org).
        boolean contact = text.at(end - 1) < 0x80 && Character.isLetterOrDigit(text.at(end - 1));
        boolean inSentence = !contact && (start == last.marker.end() && sentence || text.at(start - 1) == '。');
        if (openBracket || inSentence) {
            findings.error("text-cut-off", text.skipBlanks(start, end), end, "正文在句子中间断了,最后一项可能不完整。");
        }
    }
}
