package org.duban.task.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.duban.task.parse.NoticeParser;
import org.duban.task.parse.ParsedNotice;
import org.duban.task.unit.NameMatching;
import org.duban.task.unit.UnitReading;

/** A text as a draft: what the grammar reads, and whom the printed units mean in the directory. */
@ApplicationScoped
public class NoticeReading {
    /** What a text says; it stands in it as it was read. */
    public NoticeDraft read(String text) {
        ParsedNotice read = NoticeParser.parse(text);
        List<UnitReading> units = units(read);
        return NoticeDraft.of(read, text, units, UnitFindings.with(read, units, text));
    }

    @Transactional
    List<UnitReading> units(ParsedNotice read) {
        List<List<String>> tasks = read.tasks().stream()
                .map(task -> Stream.of(task.lead(), task.responsible(), task.assisting()).flatMap(List::stream).toList()).toList();
        return DraftUnits.read(NameMatching.ofDirectory(), tasks, read.reportTo(), Map.of());
    }

    /** Of a stored notice, by the directory as it is now. */
    public static List<UnitReading> units(Notice notice, List<Task> tasks) {
        List<List<String>> names = tasks.stream().filter(task -> task.withdrawnAt == null)
                .map(task -> task.units.stream().map(Task.PrintedUnit::name).toList()).toList();
        return DraftUnits.read(NameMatching.ofDirectory(), names, notice.reportTo, notice.givenUnits());
    }
}
