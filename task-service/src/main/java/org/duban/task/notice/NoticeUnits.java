package org.duban.task.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.duban.task.problem.ProblemException;
import org.duban.task.unit.ConfirmedUnits;
import org.duban.task.unit.NameMatching;
import org.duban.task.unit.UnitReading;

/** Makes the units that a notice prints and the directory lacks, once the office has confirmed them. */
@ApplicationScoped
public class NoticeUnits {
    private final ConfirmedUnits units;

    NoticeUnits(ConfirmedUnits units) {
        this.units = units;
    }

    /**
     * All or none.
     *
     * @param wanted printed names; null: all that are lacking, but for names of several bodies
     * @param prefix what their codes begin with; the numbers go on from the highest there is
     * @return those that were made
     * @throws ProblemException 400 for a name that the notice does not print or the directory has
     */
    @Transactional
    public List<UnitReading.Named> create(UUID id, List<String> wanted, String prefix, String actor) {
        List<String> lacking = NoticeReading.units(Notice.byId(id), Task.ofNotice(id)).stream()
                .filter(unit -> unit.code() == null).map(UnitReading::name).toList();
        List<String> names = wanted == null ? lacking.stream().filter(name -> !NameMatching.isCollective(name)).toList()
                : wanted.stream().map(String::strip).distinct().toList();
        for (int i = 0; wanted != null && i < names.size(); i++) {
            if (!lacking.contains(names.get(i))) {
                throw ProblemException.field("/names/" + i, "通知中没有这个名称，或名录中已有该单位。", "The notice does not print it, or the directory has it.");
            }
        }
        return units.create(names, prefix, actor);
    }
}
