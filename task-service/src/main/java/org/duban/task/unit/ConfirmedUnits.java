package org.duban.task.unit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.duban.task.problem.ProblemException;

/** What the office has confirmed of the names that a notice prints: whom they mean, and which units are to be made. */
@ApplicationScoped
public class ConfirmedUnits {
    private final Directory directory;
    private final DirectoryLock lock;

    ConfirmedUnits(Directory directory, DirectoryLock lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * What the directory's own names do not say: for these a notice needs readings of its own.
     *
     * @param pointer where the readings stand in the request
     * @throws ProblemException 400 for a code that the directory does not have
     */
    public static List<UnitReading> own(List<UnitReading> readings, String pointer) {
        List<UnitReading> own = new ArrayList<>();
        NameMatching directory = readings.stream().allMatch(reading -> reading.code() == null) ? null : NameMatching.ofDirectory();
        for (int i = 0; i < readings.size(); i++) {
            UnitReading reading = readings.get(i);
            if (reading.code() != null && !directory.has(reading.code())) {
                throw ProblemException.field(pointer + "/" + i + "/code", "名录中没有此单位或单位组。", "The directory has no such unit or group.");
            }
            if (reading.code() != null && !directory.means(reading.name(), reading.code())) {
                own.add(UnitReading.given(reading.name(), reading.code()));
            }
        }
        return own;
    }

    /**
     * Makes a unit of each of those names that the directory lacks, with the next codes of that prefix: all or none.
     *
     * @return those that were made
     */
    @Transactional
    public List<UnitReading.Named> create(List<String> names, String prefix, String actor) {
        lock.take();
        int number = highest(Unit.<Unit>stream("code like ?1", prefix + "-%").map(unit -> unit.code), prefix + "-");
        List<UnitReading.Named> made = new ArrayList<>();
        for (String name : names) {
            String code = "%s-%02d".formatted(prefix, ++number);
            directory.put(code, name, actor, unit -> { });
            made.add(new UnitReading.Named(code, Names.stored(name)));
        }
        return made;
    }

    /**
     * Makes a group of those units, with the next code of that prefix.
     *
     * @param members codes; each belongs to it from now on
     * @throws ProblemException 409 that lists those that the directory lacks
     */
    @Transactional
    public void createGroup(String name, List<String> members, String prefix, String actor) {
        if (members.isEmpty()) {
            throw ProblemException.field("/members", "单位组“" + name + "”须列出成员单位。", "The group “" + name + "” needs members.");
        }
        lock.take();
        int number = highest(UnitGroup.<UnitGroup>stream("code like ?1", prefix + "-G%").map(group -> group.code), prefix + "-G");
        directory.putGroup("%s-G%d".formatted(prefix, number + 1), name,
                members.stream().map(code -> new UnitGroup.Member(code, null, null)).toList(), actor, group -> { });
    }

    /** The highest number after that prefix. */
    private static int highest(Stream<String> codes, String prefix) {
        return codes.map(code -> code.substring(prefix.length())).filter(rest -> rest.matches("[0-9]{1,6}"))
                .mapToInt(Integer::parseInt).max().orElse(0);
    }
}
