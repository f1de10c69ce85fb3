package org.duban.task.parse;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where each value of a reading stands in the text as given, by its JSON pointer: {@code /tasks/0/responsible/1}. */
final class Places {
    /** A column of days stands after the words of its row. */
    private static final int LATER = 400;
    /** A hostile text must not make a million of them. */
    private static final int MOST = 50_000;

    private final SourceText text;
    private final Map<String, Span> all = new LinkedHashMap<>();

    Places(SourceText text) {
        this.text = text;
    }

    Map<String, Span> all() {
        return all;
    }

    private void add(String pointer, Range range) {
        if (range != null && range.end() > range.start() && all.size() < MOST) {
            all.put(pointer, text.place(range.start(), range.end()));
        }
    }

    private void add(String pointer, DateMention date) {
        add(pointer, date == null ? null : new Range(date.start(), date.end()));
    }

    void header(HeaderReader header) {
        TitleReader.Title title = header.title();
        add("/title", title == null ? null : new Range(title.start(), title.end()));
        header.numbers.stream().filter(n -> n.own() && text.name(n.start(), n.end()).equals(header.documentNumber())).findFirst()
                .ifPresent(n -> add("/documentNumber", new Range(n.start(), n.end())));
        add("/issuedBy", nearest(header.issuedBy(), header.signature));
        add("/issuedOn", header.signature);
        add("/publishedOn", header.published);
    }

    /** The issuer's name next before the day that signs; else the first. */
    private Range nearest(String printed, DateMention signature) {
        if (printed == null) {
            return null;
        }
        String name = folded(printed);
        int before = signature == null ? -1 : text.view.lastIndexOf(name, signature.start());
        int at = before >= 0 ? before : text.view.indexOf(name);
        return at < 0 ? null : new Range(at, at + name.length());
    }

    void reports(ReportReader.Duty duty, Range mailbox, ContactReader.Contacts contacts) {
        if (duty != null) {
            DateMention limit = duty.limit();
            add("/reportBy", limit);
            add("/reportByText", limit == null ? duty.recurring() : new Range(limit.start(), limit.phraseEnd()));
            add("/reportTo", duty.unit());
        }
        add("/mailbox", mailbox);
        add("/contact", contacts.place());
    }

    void sections(List<Item> sections) {
        for (int i = 0; i < sections.size(); i++) {
            Item item = sections.get(i);
            add("/sections/" + i + "/heading", new Range(item.start(), text.trimEnd(item.start(), item.ownEnd)));
        }
    }

    void task(int index, Task task, ParsedTask parsed) {
        String pointer = "/tasks/" + index;
        add(pointer + "/ref", task.number);
        add(pointer + "/text", task.words);
        Map<String, Range> units = new HashMap<>();
        task.units.forEach(unit -> units.putIfAbsent(unit.name(), new Range(unit.start(), unit.end())));
        units(pointer + "/lead/", units, parsed.lead());
        units(pointer + "/responsible/", units, parsed.responsible());
        units(pointer + "/assisting/", units, parsed.assisting());
        add(pointer + "/dueText", due(task));
    }

    private void units(String pointer, Map<String, Range> units, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            add(pointer + i, units.get(names.get(i)));
        }
    }

    /** In a phrase of the task, or else in its words. */
    private Range due(Task task) {
        String words = task.due.words();
        if (words == null) {
            return null;
        }
        for (Responsibility phrase : task.phrases) {
            Range found = within(words, phrase.start, Math.min(text.length(), phrase.end + words.length()));
            if (found != null) {
                return found;
            }
        }
        return within(words, task.words.start(), Math.min(text.length(), task.words.end() + LATER));
    }

    private Range within(String words, int from, int to) {
        int at = text.view.substring(from, to).indexOf(folded(words));
        return at < 0 ? null : new Range(from + at, from + at + words.length());
    }

    private static String folded(String words) {
        StringBuilder folded = new StringBuilder();
        words.chars().forEach(c -> folded.append(Fold.fold((char) c)));
        return folded.toString();
    }
}
