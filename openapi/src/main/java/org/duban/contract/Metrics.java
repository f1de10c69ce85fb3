package org.duban.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The metrics of a service as they are served, held against what is said of them: the pages {@code docs/metrics*.md} and the
 * alarms in {@code deploy/prometheus}, which {@code docs/operation*.md} explain.
 */
public final class Metrics {
    private static final Path ROOT = Path.of("..");
    private static final List<String> PAGES = List.of("docs/metrics.md", "docs/metrics.zh-CN.md");
    private static final List<String> GUIDES = List.of("docs/operation.md", "docs/operation.zh-CN.md");
    private static final Pattern SERVED = Pattern.compile("(?m)^(duban_\\w+)(\\{[^}]*})? ");
    private static final Pattern USED = Pattern.compile("((?:duban|agroal)_\\w+)(?:\\{(\\w+)=\"(\\w+)\"})?");

    private Metrics() {}

    /** @param text as Prometheus reads it */
    public static List<String> faults(String service, String text) {
        List<String> faults = new ArrayList<>();
        Set<String> served = names(SERVED, text, 1).stream().map(name -> name.replaceFirst("_(count|sum|max)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        for (String page : PAGES) {
            // | `name` | service, service | …
            Set<String> described = names(
                    Pattern.compile("(?m)^\\| `(duban_\\w+)(?:\\{\\w+})?` \\|[^|]*\\b" + service + "\\b"), read(page), 1);
            differences(served, described).forEach(name -> faults.add(name + " is served and not in " + page + ", or the reverse"));
        }
        for (JsonNode group : alarms()) {
            boolean ours = List.of("duban", "duban-" + service).contains(group.path("name").asText());
            for (JsonNode rule : group.path("rules")) {
                if (ours) {
                    USED.matcher(rule.path("expr").asText()).results()
                            .filter(use -> !isServed(use, text))
                            .forEach(use -> faults.add(rule.path("alert").asText() + " asks for " + use.group() + ", which is not served"));
                }
            }
        }
        return faults;
    }

    private static boolean isServed(MatchResult use, String text) {
        String label = use.group(2) == null ? "" : "[^}]*" + use.group(2) + "=\"" + use.group(3) + "\"[^}]*";
        return Pattern.compile("(?m)^" + use.group(1) + (label.isEmpty() ? "(\\{[^}]*})? " : "\\{" + label + "} ")).matcher(text).find();
    }

    /** What is wrong with the alarms by themselves: each has its section in both guides, and each section its alarm. */
    public static List<String> faultsOfAlarms() {
        List<String> faults = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (JsonNode group : alarms()) {
            for (JsonNode rule : group.path("rules")) {
                String name = rule.path("alert").asText();
                String expr = rule.path("expr").asText();
                if (!names.add(name)) {
                    faults.add(name + " is there twice");
                }
                if (!balanced(expr) || !expr.matches(".*\\) (-.*)?(>|<=|==) [0-9* ]+")) {
                    faults.add(name + " has no comparison that can be read: " + expr);
                }
                if (!Set.of("critical", "warning", "info").contains(rule.at("/labels/severity").asText())) {
                    faults.add(name + " has no severity");
                }
                if (!rule.at("/annotations/runbook_url").asText().equals("docs/operation.md#" + name.toLowerCase(Locale.ROOT))) {
                    faults.add(name + " does not lead to its section of the operation guide");
                }
                if (!rule.at("/annotations/summary").asText().matches(".*\\p{IsHan}.*\\(.*[a-z].*\\)")) {
                    faults.add(name + " has no summary in both languages");
                }
            }
        }
        for (String page : GUIDES) {
            differences(names, names(Pattern.compile("(?m)^### (Duban\\w+)"), read(page), 1))
                    .forEach(name -> faults.add(name + " is an alarm and not in " + page + ", or the reverse"));
        }
        return faults;
    }

    private static boolean balanced(String expr) {
        return expr.chars().filter(c -> c == '(').count() == expr.chars().filter(c -> c == ')').count();
    }

    private static Set<String> differences(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).filter(each -> some.contains(each) != others.contains(each))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(Pattern pattern, String text, int group) {
        return pattern.matcher(text).results().map(found -> found.group(group)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode alarms() {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(read("deploy/prometheus/duban-alerts.yml")).path("groups");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
