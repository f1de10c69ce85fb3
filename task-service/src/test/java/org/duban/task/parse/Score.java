package org.duban.task.parse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds readings against labels: tasks by the first characters of their words, units as sets, without roles and with
 * them, days of the tasks that were found, and the fields of the header.
 */
final class Score {
    static final List<String> FIELDS = List.of("title", "documentNumber", "issuedBy", "issuedOn", "reportBy", "reportTo", "mailbox");
    private static final int KEY = 10;

    /** True positives, false positives, false negatives. */
    static final class Count {
        private int right;
        private int invented;
        private int missed;

        void add(Set<String> expected, Set<String> got) {
            int both = (int) expected.stream().filter(got::contains).count();
            right += both;
            missed += expected.size() - both;
            invented += got.size() - both;
        }

        double f1() {
            return right + invented + missed == 0 ? 1 : 2.0 * right / (2.0 * right + invented + missed);
        }
    }

    final Count tasks = new Count();
    final Count units = new Count();
    final Count roles = new Count();
    final Map<String, int[]> fields = new HashMap<>();
    int due;
    int dueRight;
    int fieldsInvented;
    /** What is wrong, for people. */
    final List<String> wrong = new ArrayList<>();
    /** Of these, what no finding points to. */
    final List<String> silent = new ArrayList<>();

    void add(Labelled notice, ParsedNotice read) {
        Doubts doubts = new Doubts(notice, read);
        header(notice, read, doubts);
        Map<String, ParsedTask> byKey = new HashMap<>();
        read.tasks().forEach(task -> byKey.put(key(task.text()), task));
        Set<String> expected = new HashSet<>();
        for (JsonNode label : notice.labels().path("tasks")) {
            String key = key(label, byKey.keySet());
            expected.add(key);
            ParsedTask task = byKey.get(key);
            Set<String> labelled = named(label, true);
            Set<String> got = task == null ? Set.of() : of(task, true);
            roles.add(labelled, got);
            units.add(named(label, false), task == null ? Set.of() : of(task, false));
            due++;
            boolean right = task != null && dues(label).contains(task.due() == null ? "null" : task.due().toString());
            dueRight += right ? 1 : 0;
            if (!right || !labelled.equals(got)) {
                wrong(notice.id() + " " + label.path("ref").asText() + ": " + labelled + " " + dues(label) + " was read as " + got
                        + (task == null ? "" : " " + task.due()),
                        task == null ? doubts.atWords(label.path("textStart").asText()) : doubts.atTask(task));
            }
        }
        Set<String> cut = new HashSet<>();
        notice.labels().path("truncatedTail").forEach(t -> cut.add(key(t.path("textStart").asText())));
        Set<String> got = new HashSet<>(byKey.keySet());
        got.removeAll(cut);
        tasks.add(expected, got);
        got.stream().filter(key -> !expected.contains(key))
                .forEach(key -> wrong(notice.id() + " invented: " + key, doubts.atTask(byKey.get(key))));
    }

    private void wrong(String words, boolean said) {
        wrong.add((said ? "" : "(silent) ") + words);
        if (!said) {
            silent.add(words);
        }
    }

    private void header(Labelled notice, ParsedNotice read, Doubts doubts) {
        Map<String, Object> got = new HashMap<>();
        got.put("title", read.title());
        got.put("documentNumber", read.documentNumber());
        got.put("issuedBy", read.issuedBy());
        got.put("issuedOn", read.issuedOn());
        got.put("reportBy", read.reportBy());
        got.put("reportTo", read.reportTo());
        got.put("mailbox", read.mailbox());
        for (String field : FIELDS) {
            List<String> right = notice.right(field).stream().map(Score::folded).toList();
            String value = got.get(field) == null ? null : folded(got.get(field).toString());
            boolean labelled = notice.labels().path(field).isTextual();
            if (labelled) {
                fields.computeIfAbsent(field, f -> new int[2])[1]++;
                fields.get(field)[0] += right.contains(value) ? 1 : 0;
            } else {
                fieldsInvented += right.contains(value) ? 0 : 1;
            }
            if (!right.contains(value)) {
                wrong(notice.id() + " " + field + ": " + right + " was read as " + value, doubts.atField(field, value));
            }
        }
    }

    double field(String field) {
        int[] counts = fields.getOrDefault(field, new int[] {1, 1});
        return (double) counts[0] / counts[1];
    }

    private static Set<String> dues(JsonNode label) {
        Set<String> dues = new TreeSet<>();
        dues.add(label.path("due").asText("null"));
        label.path("dueAlt").forEach(alternative -> dues.add(alternative.asText("null")));
        return dues;
    }

    private static Set<String> named(JsonNode label, boolean withRole) {
        Set<String> names = new TreeSet<>();
        for (String role : List.of("lead", "responsible", "assisting")) {
            Labelled.names(label, role).forEach(name -> names.add((withRole ? role + " " : "") + folded(name)));
        }
        return names;
    }

    private static Set<String> of(ParsedTask task, boolean withRole) {
        Set<String> names = new TreeSet<>();
        task.lead().forEach(name -> names.add((withRole ? "lead " : "") + folded(name)));
        task.responsible().forEach(name -> names.add((withRole ? "responsible " : "") + folded(name)));
        task.assisting().forEach(name -> names.add((withRole ? "assisting " : "") + folded(name)));
        return names;
    }

    /** The label's words, or those of its alternatives that were read. */
    private static String key(JsonNode label, Set<String> got) {
        for (JsonNode other : label.path("textStartAlt")) {
            if (got.contains(key(other.asText()))) {
                return key(other.asText());
            }
        }
        return key(label.path("textStart").asText());
    }

    private static String key(String words) {
        String folded = folded(words);
        return folded.substring(0, Math.min(KEY, folded.length()));
    }

    /** Without blanks, pinyin of mirror pages and the last stop; brackets and commas of one kind. */
    static String folded(String words) {
        if (words == null) {
            return null;
        }
        StringBuilder folded = new StringBuilder();
        for (char c : words.toCharArray()) {
            int kind = "（），：；．〔〕[]".indexOf(c);
            folded.append(kind < 0 ? c : "(),:;.()()".charAt(kind));
        }
        return folded.toString().replaceAll("\\s+|\\([a-z\\u00e0-\\u01ff]+\\)|[。.]$", "");
    }
}
