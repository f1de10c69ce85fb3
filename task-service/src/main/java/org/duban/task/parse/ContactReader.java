package org.duban.task.parse;

import java.util.ArrayList;
import java.util.List;

/** Reads 联系人:甲、乙,联系电话:123, and the mailbox. */
final class ContactReader {
    private static final List<String> LABELS = List.of("联系人", "联系人及电话", "联络员");
    private static final List<String> NO_NAMES = List.of("联系", "电话", "手机", "邮箱", "邮件", "传真", "地址", "电子", "姓名", "单位", "职务", "微信");
    private static final int LONGEST_CONTACT = 120;
    private static final int LONGEST_NAME = 4;
    /** The word stands in duties of many kinds; the contact's own line is among the first of them. */
    private static final int MOST_TRIES = 50;

    private final SourceText text;

    ContactReader(SourceText text) {
        this.text = text;
    }

    /** Persons and the place that names them. */
    record Contacts(List<ParsedContact> persons, Range place) {
    }

    /** A token of the line: a name or a telephone. */
    private record Token(Range range, boolean phone) {
    }

    Contacts contacts() {
        for (String label : LABELS) {
            int tries = 0;
            for (int at = text.view.indexOf(label); at >= 0 && tries < MOST_TRIES; at = text.view.indexOf(label, at + 1)) {
                tries++;
                int colon = text.skipBlanks(at + label.length(), at + label.length() + 3);
                if (text.at(colon) == ':') {
                    List<Token> tokens = tokens(colon + 1);
                    if (!tokens.isEmpty()) {
                        return new Contacts(persons(tokens), new Range(tokens.get(0).range().start(),
                                tokens.get(tokens.size() - 1).range().end()));
                    }
                }
            }
        }
        return new Contacts(List.of(), null);
    }

    private List<Token> tokens(int from) {
        List<Token> tokens = new ArrayList<>();
        int i = from;
        int limit = Math.min(text.length(), from + LONGEST_CONTACT);
        while (i < limit && "。)\n".indexOf(text.at(i)) < 0) {
            int end = wordEnd(i, limit);
            if (end > i && isPhone(i, end)) {
                tokens.add(new Token(new Range(i, end), true));
            } else if (end > i && isName(i, end)) {
                tokens.add(new Token(new Range(i, end), false));
            }
            i = Math.max(end, i + 1);
        }
        // A name after the last telephone of a longer list may be the next label's; nothing hangs on it.
        return tokens.stream().anyMatch(t -> !t.phone()) ? tokens : List.of();
    }

    /** 王 芳 is one name: a blank after one character does not end the word. */
    private int wordEnd(int from, int limit) {
        boolean phone = isPhoneCharacter(text.at(from));
        int end = from;
        while (end < limit && (phone ? isPhoneCharacter(text.at(end)) || text.at(end) == ' ' && isPhoneCharacter(text.at(end + 1))
                && end - from < 5 : Character.isIdeographic(text.at(end)) || text.at(end) == ' ' && end == from + 1)) {
            end++;
        }
        return end;
    }

    private static boolean isPhoneCharacter(char c) {
        return Numerals.isArabic(c) || c == '-' || c == '—' || c == 'X' || c == '*';
    }

    private boolean isPhone(int from, int end) {
        return isPhoneCharacter(text.at(from)) && end - from >= 5;
    }

    private boolean isName(int from, int end) {
        String word = text.view.substring(from, end).replace(" ", "");
        return word.length() >= 2 && word.length() <= LONGEST_NAME && word.chars().allMatch(Character::isIdeographic)
                && NO_NAMES.stream().noneMatch(word::contains) && !UnitNames.isLike(word);
    }

    /** A telephone is that of all names since the one before. */
    private List<ParsedContact> persons(List<Token> tokens) {
        List<ParsedContact> persons = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        for (Token token : tokens) {
            String word = text.name(token.range().start(), token.range().end());
            if (token.phone()) {
                waiting.forEach(name -> persons.add(new ParsedContact(name, word)));
                waiting.clear();
            } else {
                waiting.add(word);
            }
        }
        waiting.forEach(name -> persons.add(new ParsedContact(name, null)));
        return persons;
    }

    /** The mailbox next after the duty to report, else the first labelled 邮箱, else the first; null where there is none. */
    Range mailbox(int duty, List<Range> all) {
        Range best = null;
        int bestRank = Integer.MAX_VALUE;
        for (Range mailbox : all) {
            String before = text.view.substring(Math.max(0, mailbox.start() - 12), mailbox.start());
            boolean labelled = before.contains("邮箱") || before.contains("邮件") || before.contains("信箱");
            int rank = duty >= 0 && mailbox.start() >= duty && mailbox.start() < duty + 800 ? 0 : labelled ? 1 : 2;
            if (rank < bestRank) {
                best = mailbox;
                bestRank = rank;
            }
        }
        return best;
    }

    List<Range> mailboxes() {
        List<Range> found = new ArrayList<>();
        for (int at = text.view.indexOf('@'); at >= 0; at = text.view.indexOf('@', at + 1)) {
            int start = at;
            while (start > Math.max(0, at - 64) && isMail(text.at(start - 1))) {
                start--;
            }
            int end = at + 1;
            while (end < Math.min(text.length(), at + 100) && isMail(text.at(end))) {
                end++;
            }
            while (end > at && ".-_".indexOf(text.at(end - 1)) >= 0) {
                end--;
            }
            if (start < at && end > at + 3 && text.view.substring(at, end).indexOf('.') > 0) {
                found.add(new Range(start, end));
            }
        }
        return found;
    }

    private static boolean isMail(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-');
    }
}
