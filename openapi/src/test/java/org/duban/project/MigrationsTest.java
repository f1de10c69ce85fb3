package org.duban.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * While a new release is rolled out, instances of the one before work on the schema that the new one has migrated; and who
 * goes back to it finds that schema. So a migration only expands. What nobody reads or writes any more goes a release later, in a
 * migration that says so: {@code -- contract of V12: why}.
 */
class MigrationsTest {
    /** Of each service, the last migration of the last release; until there is one, the last before this rule. Raise it with a release. */
    private static final Map<String, Integer> RELEASED = Map.of("task-service", 16, "notify-service", 6);

    private static final Pattern NAME = Pattern.compile("V(\\d+)__\\w+\\.sql");
    private static final Pattern MARK = Pattern.compile("(?m)^-- contract of V(\\d+): .*\\S");

    /** What takes from the program before something that it reads, or refuses what it writes. */
    private static final Map<String, Pattern> CONTRACTING = Map.of(
            "takes something away", Pattern.compile("\\bdrop (table|view|materialized view|sequence|type|schema|function|column)\\b"),
            // A column may be dropped without the word.
            "drops a column", Pattern.compile("^alter table .*\\bdrop (?!constraint\\b|not null\\b|default\\b|identity\\b|expression\\b|column\\b)\\w"),
            "drops a default", Pattern.compile("\\bdrop default\\b"),
            "renames", Pattern.compile("\\brename\\b"),
            "changes a type", Pattern.compile("\\balter (column )?\\S+ (set data )?type\\b"),
            "makes a column required", Pattern.compile("\\bset not null\\b"),
            "adds a required column without a default",
            Pattern.compile("^alter table .*\\badd (?!constraint\\b)(?![^,]*\\b(default|generated)\\b)[^,]*\\bnot null\\b"));

    /** A file of a service. */
    record Migration(String service, int version, String text) {
        @Override
        public String toString() {
            return service + " V" + version;
        }
    }

    static Stream<Migration> migrations() throws IOException {
        List<Migration> found = new ArrayList<>();
        for (String service : RELEASED.keySet()) {
            try (Stream<Path> files = Files.list(Markdown.ROOT.resolve(service).resolve("src/main/resources/db/migration"))) {
                for (Path file : files.sorted().toList()) {
                    Matcher name = NAME.matcher(file.getFileName().toString());
                    if (name.matches() && Integer.parseInt(name.group(1)) > RELEASED.get(service)) {
                        found.add(new Migration(service, Integer.parseInt(name.group(1)), Files.readString(file)));
                    }
                }
            }
        }
        return found.stream();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("migrations")
    void aMigrationOnlyExpands(Migration migration) {
        Matcher mark = MARK.matcher(migration.text);
        boolean marked = mark.find() && Integer.parseInt(mark.group(1)) <= RELEASED.get(migration.service);

        assertEquals(List.of(), marked ? List.of() : contracting(migration.text), () -> migration
                + " would break instances of the release before. Expand only; or, where the released program no longer needs it, say"
                + " in the file: -- contract of V" + RELEASED.get(migration.service) + ": why (a released migration)\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop table a", "alter table a drop column b", "alter table a drop b", "alter table a rename to b",
            "alter table a rename column b to c", "alter table a\n  alter column b type bytea using convert_to(b, 'UTF8')",
            "alter table a alter b set data type text", "alter table a alter column b set not null", "alter table a add column b text not null",
            "alter table a add b int, add c text not null check (c > '')", "alter table a alter column b drop default",
            "create index i on a (b);\nDROP VIEW v"})
    void whatContractsIsSeen(String sql) {
        assertEquals(1, contracting(sql).size(), sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"create table a (b text not null, type text not null)", "alter table a add column b text not null default ''",
            "alter table a add b bigint generated always as identity not null", "alter table a alter column b drop not null",
            "drop index i", "alter table a drop constraint c", "-- drop table a\nselect 1", "alter table a add column b text, add c int default 1 not null",
            "alter table a alter column b set default 1", "alter table a add constraint c check (b is not null)"})
    void whatExpandsIsNot(String sql) {
        assertEquals(List.of(), contracting(sql), sql);
    }

    @ParameterizedTest
    @CsvSource({"-- contract of V12: nobody reads it, 12", "-- contract of V3, ''"})
    void aMarkNamesAMigrationAndAReason(String line, String version) {
        Matcher mark = MARK.matcher("-- Other words.\n" + line + "\ndrop table a;");
        assertEquals(version, mark.find() ? mark.group(1) : "");
    }

    @Test
    void theReleasedOnesAreThere() {
        RELEASED.forEach((service, version) -> {
            try (Stream<Path> files = Files.list(Markdown.ROOT.resolve(service).resolve("src/main/resources/db/migration"))) {
                assertEquals(1, files.filter(file -> file.getFileName().toString().startsWith("V" + version + "__")).count(), service);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** One line a statement that contracts. */
    private static List<String> contracting(String text) {
        List<String> found = new ArrayList<>();
        for (String statement : text.replaceAll("--.*", "").replaceAll("\\s+", " ").toLowerCase().split("; ?")) {
            String sql = statement.strip();
            CONTRACTING.entrySet().stream().filter(each -> each.getValue().matcher(sql).find()).map(Map.Entry::getKey).sorted().findFirst()
                    .ifPresent(what -> found.add(what + ": " + sql));
        }
        return found;
    }
}
