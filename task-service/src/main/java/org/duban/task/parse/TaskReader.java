package org.duban.task.parse;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An item whose words name who answers for it is a task. Principles, requirements and lists of members name nobody. */
final class TaskReader {
    private static final List<String> DUTIES = List.of("牵头", "会同");
    private static final List<String> NOUNS = List.of("单位", "部门", "责任", "领导", "抓总", "作用", "工作", "处室", "科室", "汇总");
    private static final int SHORTEST_PARAGRAPH = 6;
    /** So many phrases show that this notice names who answers in brackets or by labels, and a sentence is only a sentence. */
    private static final int REGULAR = 3;

    private final SourceText text;
    private final Outline outline;
    private final Measures measures;
    private final Deadlines deadlines;
    private final SentenceReader sentences;
    private final Findings findings;
    private final Map<Item, List<Responsibility>> phrases = new IdentityHashMap<>();
    private final Map<Item, List<Responsibility>> duties = new IdentityHashMap<>();
    /** Stands for the parent of the items at the top. */
    private static final Item NOWHERE = new Item(null, null);

    private final Map<Item, Boolean> chosen = new IdentityHashMap<>();
    /** Phrases that stand in no item. */
    private final List<Responsibility> loose = new ArrayList<>();

    TaskReader(SourceText text, Outline outline, Measures measures, Deadlines deadlines,
            SentenceReader sentences, Findings findings) {
        this.text = text;
        this.outline = outline;
        this.measures = measures;
        this.deadlines = deadlines;
        this.sentences = sentences;
        this.findings = findings;
    }

    /** @param all every phrase of the text, in its order */
    List<Task> read(List<Responsibility> all) {
        for (Responsibility phrase : all) {
            Item item = outline.itemAt(phrase.start);
            if (item == null) {
                loose.add(phrase);
            } else {
                phrases.computeIfAbsent(item, i -> new ArrayList<>()).add(phrase);
            }
        }
        UnitFirst unitFirst = new UnitFirst(text, outline.items);
        for (Item item : outline.items) {
            Responsibility duty = phrases.containsKey(item) ? null : unitFirst.of(item);
            if (duty != null) {
                duties.put(item, List.of(duty));
            }
        }
        readSentences(all.size() >= REGULAR);
        for (Item item : outline.items) {
            liftLast(item);
            addSiblings(item);
        }
        List<Task> tasks = new ArrayList<>();
        addLoose(tasks);
        for (Item item : outline.items) {
            if (isTask(item)) {
                addTasks(item, tasks);
            }
        }
        return tasks;
    }

    /**
     * Items that say in a sentence who answers for them. What is not certain by itself counts where most items under the same
     * heading name somebody (市教育局要… only beside one that is certain); the rest is only pointed out.
     */
    private void readSentences(boolean regular) {
        Map<Item, SentenceReader.Reading> said = new LinkedHashMap<>();
        Map<Item, Integer> named = new IdentityHashMap<>();
        Map<Item, Integer> weak = new IdentityHashMap<>();
        Map<Item, Integer> firm = new IdentityHashMap<>();
        Map<Item, Integer> siblings = new IdentityHashMap<>();
        for (Item item : outline.items) {
            SentenceReader.Reading reading = isTask(item) ? null : sentences.of(item);
            if (reading != null) {
                said.put(item, reading);
            }
            Item parent = item.parent == null ? NOWHERE : item.parent;
            siblings.merge(parent, 1, Integer::sum);
            named.merge(parent, reading != null || isTask(item) ? 1 : 0, Integer::sum);
            weak.merge(parent, reading != null && reading.weak() ? 1 : 0, Integer::sum);
            firm.merge(parent, isTask(item) || reading != null && reading.certain() ? 1 : 0, Integer::sum);
        }
        outline.items.stream().filter(item -> item.isLeaf() && !isTask(item) && !said.containsKey(item)).forEach(this::pointOut);
        said.forEach((item, reading) -> {
            Item parent = item.parent == null ? NOWHERE : item.parent;
            int count = named.get(parent) - (firm.get(parent) > 0 ? 0 : weak.get(parent));
            boolean most = count > 1 && 2 * count > siblings.get(parent);
            Responsibility phrase = reading.phrase();
            if (reading.certain() && !regular || most && !(reading.weak() && regular)) {
                duties.put(item, List.of(phrase));
                findings.info("units-in-sentence", phrase.start, phrase.end, "责任单位是从句子里读出来的,不在括号里,请核对。");
            } else {
                findings.info("duty-in-sentence", phrase.start, phrase.end, "句子里写到单位的职责,没有列为事项。");
            }
        });
    }

    /** 由某局会同某局…: a duty that no rule could read; a person should see it. 牵头单位 is only a word. */
    private void pointOut(Item item) {
        String words = text.masked.substring(item.marker.end(), item.ownEnd);
        for (String word : DUTIES) {
            int at = words.indexOf(word) < 0 ? -1 : item.marker.end() + words.indexOf(word);
            if (at >= 0 && NOUNS.stream().noneMatch(noun -> text.view.startsWith(noun, at + word.length()))) {
                findings.info("duty-in-sentence", at, at + word.length(), "句子里写到单位的职责,没有列为事项。");
                return;
            }
        }
    }

    /** Paragraphs without a number that end with their units. */
    private void addLoose(List<Task> tasks) {
        int floor = 0;
        for (List<Responsibility> group : together(loose)) {
            Responsibility phrase = group.get(0);
            int start = measures.labelled(measures.paragraphStart(measures.wordsBefore(phrase.start, floor), floor), phrase.start, floor);
            int last = group.get(group.size() - 1).end;
            int end = wordsEnd(start, last, group);
            boolean measure = end - start >= SHORTEST_PARAGRAPH && group.stream().anyMatch(p -> !p.units.isEmpty());
            findings.warn("bracket-without-task", phrase.start, phrase.end, measure
                    ? "这里写了责任单位,但不在任何编号的事项里,按一个没有编号的事项列出。" : "这里写了责任单位,但不在任何编号的事项里,没有列为任务。");
            if (measure) {
                String printed = "第%d段".formatted(tasks.size() + 1);
                tasks.add(new Task(null, printed, new Range(start, start), new Range(start, end), group,
                        due(start, end, group)));
            }
            floor = last;
        }
    }

    /** 主办单位:… ⏎ 协办单位:… are one. */
    private List<List<Responsibility>> together(List<Responsibility> all) {
        List<List<Responsibility>> groups = new ArrayList<>();
        for (Responsibility phrase : all) {
            List<Responsibility> before = groups.isEmpty() ? List.of() : groups.get(groups.size() - 1);
            if (!before.isEmpty() && measures.isGap(before.get(before.size() - 1).end, phrase.start)) {
                before.add(phrase);
            } else {
                groups.add(new ArrayList<>(List.of(phrase)));
            }
        }
        return groups;
    }

    /** (1)…(2)…(3)… with one bracket after the last: it speaks for the item above. */
    private void liftLast(Item item) {
        int last = item.children.size() - 1;
        if (last < 1 || phrases.containsKey(item) || item.children.get(last).kind().compareTo(Marker.Kind.ARABIC) <= 0) {
            return;
        }
        boolean onlyLast = phrases.containsKey(item.children.get(last))
                && item.children.stream().filter(phrases::containsKey).count() == 1;
        if (onlyLast) {
            phrases.put(item, phrases.remove(item.children.get(last)));
        }
    }

    /** A measure among measures that names nobody is still a measure; leaving it out in silence would lose it. */
    private void addSiblings(Item parent) {
        long tasks = parent.children.stream().filter(child -> phrases.containsKey(child) || duties.containsKey(child)).count();
        if (tasks * 2 <= parent.children.size() || tasks == parent.children.size()) {
            return;
        }
        for (Item child : parent.children) {
            if (child.isLeaf() && !isTask(child)) {
                chosen.put(child, true);
                findings.warn("task-without-unit", child.start(), child.marker.end(), "同级事项都写了责任单位,这一项没有,仍列为任务,责任单位留空。");
            }
        }
    }

    private void addTasks(Item item, List<Task> tasks) {
        List<Responsibility> own = phrases.getOrDefault(item, List.of());
        boolean whole = item.children.stream().noneMatch(this::holdsTask);
        int start = text.skipBlanks(item.marker.end(), item.end);
        Range number = new Range(item.start(), item.marker.end());
        if (own.size() > 1 && own.get(own.size() - 1).start < item.ownEnd) {
            List<Measures.Measure> parts = measures.of(start, whole && item.isLeaf() ? item.end : item.ownEnd, own);
            if (parts.size() > 1) {
                findings.info("item-parted", number.start(), number.end(), "这一项里有几处责任单位,按各自的文字分成%d项。".formatted(parts.size()));
                parts.forEach(part -> tasks.add(task(item, part.printed(), part.number() == null ? number : part.number(),
                        part.words(), part.phrases())));
                return;
            }
        }
        boolean heads = whole && !item.isLeaf() && !own.isEmpty() && own.get(own.size() - 1).start < item.ownEnd;
        // (一)提升能力(市教育局牵头) with 1. 2. below: those are what is to be done, so they are its words too.
        int end = heads ? text.trimEnd(start, item.end) : wordsEnd(start, whole ? item.end : item.ownEnd, own);
        tasks.add(new Task(item, item.marker.printed(), number, new Range(start, end), duties.getOrDefault(item, own),
                due(start, end, own)));
    }

    /** One of several measures of an item. */
    private Task task(Item item, String part, Range number, Range words, List<Responsibility> own) {
        int end = wordsEnd(words.start(), words.end(), own);
        Range trimmed = new Range(words.start(), end);
        Deadlines.Reading due = due(words.start(), end, own);
        return new Task(item, part, part == null ? item.marker.printed() : part, number, trimmed, own, due);
    }

    private boolean isTask(Item item) {
        return phrases.containsKey(item) || duties.containsKey(item) || chosen.containsKey(item);
    }

    private boolean holdsTask(Item item) {
        return isTask(item) || item.children.stream().anyMatch(this::holdsTask);
    }

    /** The words end before the phrase that closes them; what follows it on later lines is the page's, not the measure's. */
    private int wordsEnd(int start, int end, List<Responsibility> own) {
        if (own.isEmpty()) {
            return text.trimEnd(start, end);
        }
        Responsibility last = own.get(own.size() - 1);
        int rest = last.end;
        while (rest < end && text.at(rest) != '\n') {
            rest++;
        }
        boolean closes = text.view.substring(last.end, Math.max(last.end, rest)).chars().allMatch(c -> " 。;.".indexOf(c) >= 0);
        int wordsEnd = closes ? last.start : rest;
        // Labels one under the other are one phrase: 牵头单位:… ⏎ 配合单位:…
        for (int i = own.size() - 2; closes && i >= 0 && measures.isGap(own.get(i).end, wordsEnd); i--) {
            wordsEnd = own.get(i).start;
        }
        return text.trimEnd(start, wordsEnd);
    }

    private Deadlines.Reading due(int start, int end, List<Responsibility> own) {
        for (Responsibility phrase : own) {
            if (phrase.time != null) {
                return deadlines.labelled(phrase.time);
            }
        }
        return deadlines.inWords(start, end);
    }
}
