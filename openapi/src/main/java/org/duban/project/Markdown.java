package org.duban.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation, taken apart. What stands in a block of code is no heading, row or link. */
public final class Markdown {
    /** The checkout, seen from any module. */
    public static final Path ROOT = Path.of("..");

    /** The pages whose unmarked commands DocsTest runs; their Chinese twins have the same (LanguagesTest). */
    public static final List<String> RUN = List.of("README.md", "docs/integration.md");

    private static final String CHINESE = ".zh-CN.md";
    private static final Pattern FENCE = Pattern.compile("^ *(```+)(.*)$");
    private static final Pattern HEADING = Pattern.compile("^(#{1,6}) (.*)$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    /** Of the languages that we write in: shell and YAML, SQL, JSON and Java. */
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)(#|-- |// ).*$");

    private final String name;
    private final List<Block> blocks = new ArrayList<>();
    private final List<String> prose = new ArrayList<>();

    /**
     * A fenced block of code.
     *
     * @param info  what stands behind the opening fence: the language, and perhaps a mark
     * @param lines what is between the fences
     * @param line  where the opening fence is, from 1
     */
    public record Block(String info, List<String> lines, int line) {
        /** The first word behind the fence; empty where there is none. */
        public String language() {
            return info.split(" ", 2)[0];
        }

        /** What stands behind the language: {@code notest: why} or {@code test: TheTest}; empty for what is run as it is. */
        public String mark() {
            return info.substring(language().length()).strip();
        }

        /** What of it is the same in every language of people: no comments, no empty lines. */
        public List<String> code() {
            return Stream.concat(Stream.of(language() + " " + mark().replaceFirst(":.*", ":")),
                    lines.stream().map(line -> COMMENT.matcher(line).replaceFirst("").stripTrailing()).filter(line -> !line.isEmpty()))
                    .toList();
        }
    }

    private Markdown(String name, List<String> lines) {
        this.name = name;
        String fence = null;
        for (int i = 0; i < lines.size(); i++) {
            Matcher found = FENCE.matcher(lines.get(i));
            boolean fenced = found.matches();
            if (fence == null && fenced) {
                fence = found.group(1);
                blocks.add(new Block(found.group(2).strip(), new ArrayList<>(), i + 1));
            } else if (fence != null && fenced && found.group(1).equals(fence) && found.group(2).isBlank()) {
                fence = null;
            } else if (fence != null) {
                blocks.get(blocks.size() - 1).lines().add(lines.get(i));
            } else {
                prose.add(lines.get(i));
            }
        }
    }

    /** @param name seen from the checkout, as docs/metrics.md */
    public static Markdown read(String name) {
        try {
            return new Markdown(name, Files.readAllLines(ROOT.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    static Markdown of(String text) {
        return new Markdown("text.md", text.lines().toList());
    }

    /** The names of all pages: those at the top of the checkout and those in {@code docs}. */
    public static List<String> names() {
        return Stream.of("", "docs/").flatMap(folder -> files(folder).stream()
                .filter(file -> file.endsWith(".md")).map(file -> folder + file)).sorted().toList();
    }

    private static List<String> files(String folder) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder, e);
        }
    }

    static boolean isChinese(String name) {
        return name.endsWith(CHINESE);
    }

    /** The name of the page in English; its own where it is that. */
    static String english(String name) {
        return isChinese(name) ? name.replace(CHINESE, ".md") : name;
    }

    static String chinese(String name) {
        return english(name).replaceFirst("\\.md$", CHINESE);
    }

    public List<Block> blocks() {
        return blocks;
    }

    /** Its commands that are to be run as they are, from the first to the last. */
    public String script() {
        return String.join("\n", blocks.stream().filter(block -> block.info().equals("sh")).flatMap(block -> block.lines().stream()).toList());
    }

    /** Its headings, each with its signs. */
    List<String> headings() {
        return prose.stream().filter(line -> HEADING.matcher(line).matches()).toList();
    }

    /** The levels of its headings, in order. */
    List<Integer> levels() {
        return headings().stream().map(heading -> heading.indexOf(' ')).toList();
    }

    /** Of each row of its tables, in order, the code in the first cell; a dash where there is none. */
    List<String> rows() {
        return prose.stream().map(String::strip).filter(line -> line.startsWith("|")).map(row -> {
            List<String> code = CODE.matcher(row.split("(?<!\\\\)\\|")[1]).results().map(found -> found.group(1)).toList();
            return code.isEmpty() ? "-" : String.join(" ", code);
        }).toList();
    }

    /** Where its links and pictures lead. */
    List<String> links() {
        return prose.stream().flatMap(line -> LINK.matcher(line).results().map(found -> found.group(1))).toList();
    }

    /** Its pictures, in order. */
    List<String> pictures() {
        return links().stream().filter(link -> Arrays.asList("png", "svg", "jpg").contains(link.replaceFirst(".*\\.", ""))).toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
