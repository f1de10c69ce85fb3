package org.duban.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** The files of the checkout, as the tests of what operators use read them. */
final class Checkout {
    static final Path ROOT = Path.of("..");
    static final String TASK = "task-service";
    static final String NOTIFY = "notify-service";

    private Checkout() {}

    static String text(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode yaml(String file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new ObjectMapper().valueToTree(new Yaml(options).load(text(file)));
    }

    static List<MatchResult> all(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().toList();
    }

    /** What the first group of the pattern holds, wherever it is found. */
    static List<String> each(String pattern, String text) {
        return all(pattern, text).stream().map(found -> found.group(1)).toList();
    }

    /** The variables that a service reads, with their defaults; empty where there is none. */
    static Map<String, String> settings(String service) {
        return all("\\$\\{(DUBAN_\\w+):?([^}]*)}", text(service + "/src/main/resources/application.properties")).stream()
                .collect(Collectors.toMap(use -> use.group(1), use -> use.group(2), (one, same) -> one, TreeMap::new));
    }
}
