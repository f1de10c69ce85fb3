package org.duban.task.unit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.duban.task.problem.Text;
import org.duban.task.unit.ImportReport.Action;
import org.duban.task.unit.UnitEvents.Address;

/**
 * Compares the lines of an import with the directory: what would change, and what is wrong. What the lines say of a unit
 * replaces what was there; aliases or contacts of which they say nothing stay.
 */
final class ImportPlan {
    /** The directory as it is. */
    record Known(String name, List<String> aliases, List<Address> contacts) {}

    /** One unit that is to change; null: stays as it is. */
    record Change(String code, Known before, String name, List<String> aliases, List<Address> contacts) {}

    record Problem(String field, Text what) {}

    private final Map<String, Known> units;
    /** Who has a name: the code of a unit or of a group. */
    private final Map<String, String> owners;
    private final SortedMap<Integer, ImportLine> lines;
    private final SortedMap<Integer, List<Problem>> problems;
    private final Map<String, Action> actions = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();

    /**
     * @param owners   by {@link Names#key}: the unit or group that has the name, or the unit that has the alias
     * @param lines    by number
     * @param problems those of lines by themselves, to which this adds
     */
    ImportPlan(Map<String, Known> units, Map<String, String> owners, SortedMap<Integer, ImportLine> lines,
            SortedMap<Integer, List<Problem>> problems) {
        this.units = units;
        this.owners = new HashMap<>(owners);
        this.lines = lines;
        this.problems = new TreeMap<>(problems);
        Map<String, SortedMap<Integer, ImportLine>> byUnit = new LinkedHashMap<>();
        lines.forEach((number, line) -> {
            if (!problems.containsKey(number)) {
                byUnit.computeIfAbsent(line.code(), code -> new TreeMap<>()).put(number, line);
            }
        });
        byUnit.forEach(this::plan);
    }

    private void plan(String code, SortedMap<Integer, ImportLine> ofUnit) {
        Known before = units.get(code);
        int first = ofUnit.firstKey();
        String name = Names.stored(ofUnit.get(first).name());
        List<String> aliases = new ArrayList<>();
        List<Address> contacts = new ArrayList<>();
        Set<String> contactKeys = new HashSet<>();
        claim(first, "name", name, code);
        Set<String> names = new HashSet<>(Set.of(Names.key(name)));
        ofUnit.forEach((number, line) -> {
            if (!Names.stored(line.name()).equals(name)) {
                report(number, "name", "与第 %d 行同一代码的名称不同。", "Line %d has another name for the same code.", first);
            }
            for (String alias : line.aliases()) {
                if (names.add(Names.key(alias))) {
                    claim(number, "alias", alias, code);
                    aliases.add(Names.stored(alias));
                } else if (Names.key(alias).equals(Names.key(name))) {
                    report(number, "alias", "与本单位的名称相同。", "It is the unit's name.");
                }
            }
            if (line.hasContact()) {
                if (!contactKeys.add(line.role() + " " + line.email())) {
                    report(number, "email", "同一角色下，同一地址只能列一次。", "An address may be listed once in a role.");
                }
                contacts.add(line.contact());
            }
        });
        if (aliases.isEmpty() && before != null && before.aliases.stream().anyMatch(alias -> names.contains(Names.key(alias)))) {
            report(first, "name", "已是本单位的别名；请先更改别名。", "It is an alias of the unit; change the aliases first.");
        }
        decide(code, before, name, aliases, contacts);
    }

    private void decide(String code, Known before, String name, List<String> aliases, List<Address> contacts) {
        boolean renamed = before == null || !before.name.equals(name);
        List<String> newAliases = aliases.isEmpty() || before != null && before.aliases.equals(aliases) ? null : aliases;
        List<Address> newContacts = contacts.isEmpty() || before != null && before.contacts.equals(contacts) ? null : contacts;
        boolean changed = renamed || newAliases != null || newContacts != null;
        actions.put(code, before == null ? Action.CREATED : changed ? Action.CHANGED : Action.UNCHANGED);
        if (changed) {
            changes.add(new Change(code, before, renamed ? name : null, newAliases, newContacts));
        }
    }

    private void claim(int line, String field, String name, String code) {
        String owner = owners.putIfAbsent(Names.key(name), code);
        if (owner != null && !owner.equals(code)) {
            report(line, field, "名称“%s”已属于 %s。", "%2$s has the name %1$s.", name, owner);
        }
    }

    private void report(int line, String field, String zh, String en, Object... args) {
        problems.computeIfAbsent(line, number -> new ArrayList<>()).add(new Problem(field, Text.of(zh, en, args)));
    }

    /** By line; empty when all can be stored. */
    SortedMap<Integer, List<Problem>> problems() {
        return problems;
    }

    List<Change> changes() {
        return changes;
    }

    ImportReport report(boolean applied, boolean english) {
        List<ImportReport.Line> report = lines.entrySet().stream().map(entry -> {
            List<Problem> ofLine = problems.getOrDefault(entry.getKey(), List.of());
            String code = entry.getValue().code();
            return new ImportReport.Line(entry.getKey(), code, ofLine.isEmpty() ? actions.get(code) : Action.ERROR, ofLine.stream()
                    .map(problem -> new ImportReport.FieldProblem(problem.field, problem.what.in(english))).toList());
        }).toList();
        return new ImportReport(applied, count(Action.CREATED), count(Action.CHANGED), count(Action.UNCHANGED),
                problems.size(), report);
    }

    private int count(Action action) {
        return (int) actions.values().stream().filter(action::equals).count();
    }
}
