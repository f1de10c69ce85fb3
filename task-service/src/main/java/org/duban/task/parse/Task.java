package org.duban.task.parse;

import java.util.ArrayList;
import java.util.List;

/** A task on its way: the item, the phrases that name its units, and what is left of its words. */
final class Task {
    /** The item; null for a row of a table. */
    final Item item;
    final String printedNumber;
    final Range words;
    final List<Responsibility> phrases;
    /** The units of all its phrases, as printed. */
    final List<Responsibility.Unit> units = new ArrayList<>();
    final Deadlines.Reading due;
    /** Where its number stands. */
    final Range number;
    /** Its own mark where the item holds several: 一是, 第2段; null where the item's number is its own. */
    final String part;

    Task(Item item, String printedNumber, Range number, Range words, List<Responsibility> phrases, Deadlines.Reading due) {
        this(item, null, printedNumber, number, words, phrases, due);
    }

    Task(Item item, String part, String printedNumber, Range number, Range words, List<Responsibility> phrases,
            Deadlines.Reading due) {
        this.item = item;
        this.part = part;
        this.printedNumber = printedNumber;
        this.number = number;
        this.words = words;
        this.phrases = phrases;
        this.due = due;
        phrases.forEach(phrase -> units.addAll(phrase.units));
    }

    /** From its first word to the end of what names its units. */
    Range place() {
        int end = phrases.stream().mapToInt(phrase -> phrase.end).max().orElse(words.end());
        return new Range(words.start(), Math.max(words.end(), end));
    }

    Item section() {
        return item == null ? null : item.section();
    }

    String ref() {
        return item == null ? printedNumber : part == null ? item.ref() : item.ref() + "/" + part;
    }

    String label() {
        return item == null ? printedNumber : part == null ? item.label() : item.label() + "-" + part;
    }

    boolean etc() {
        return phrases.stream().anyMatch(p -> p.etc != null);
    }

    boolean hasLead() {
        return units.stream().anyMatch(u -> u.role() == Role.LEAD);
    }

    /** Names of one role, each once; a unit that already leads is not repeated among the others. */
    List<String> names(Role role, boolean firstLeads) {
        List<String> names = new ArrayList<>();
        List<String> earlier = new ArrayList<>();
        boolean promote = firstLeads && !hasLead();
        for (Role each : Role.values()) {
            for (Responsibility.Unit unit : units) {
                boolean promoted = promote && unit == units.get(0);
                Role its = promoted ? Role.LEAD : unit.role();
                if (its == each && !earlier.contains(unit.name())) {
                    earlier.add(unit.name());
                    if (each == role) {
                        names.add(unit.name());
                    }
                }
            }
        }
        return names;
    }
}
