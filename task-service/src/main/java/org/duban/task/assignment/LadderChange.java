package org.duban.task.assignment;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.duban.task.audit.Audit;
import org.duban.task.ladder.Ladder;
import org.duban.task.notice.LadderChoice;
import org.duban.task.notice.Notice;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;

/** Gives a notice another ladder; of a live one everything open is planned anew in the same transaction. */
@ApplicationScoped
public class LadderChange {
    private final Deadlines deadlines;
    private final Audit audit;

    LadderChange(Deadlines deadlines, Audit audit) {
        this.deadlines = deadlines;
        this.audit = audit;
    }

    /**
     * Nothing changes when it is the ladder in force.
     *
     * @param own    the ladder where the choice is OWN
     * @param reason null: none was asked for
     * @param before asked with the notice as it is; what it throws stops the change
     * @throws ProblemException 404; 409 when the notice is closed or withdrawn
     */
    @Transactional
    public Notice change(UUID id, LadderChoice choice, Ladder own, String reason, String actor, Consumer<Notice> before) {
        Notice notice = Notice.locked(id);
        before.accept(notice);
        if (notice.status != Notice.Status.DRAFT && notice.status != Notice.Status.DISPATCHED) {
            throw new ProblemException(ProblemCode.ILLEGAL_MOVE, new Text("通知的状态为" + notice.status.named() + "，不再催办。",
                    "The notice is " + notice.status + " and reminds nobody any more."));
        }
        if (choice == notice.ladder && Objects.equals(own, notice.ownLadder)) {
            return notice;
        }
        Map<String, Object> old = state(notice);
        notice.chase(choice, own);
        Panache.getEntityManager().flush();
        if (notice.status == Notice.Status.DISPATCHED) {
            deadlines.planAnew(deadlines.lockAll(id));
        }
        audit.record(new Audit.Entry(actor, "notice.ladder-changed", "notice", id, old, state(notice), reason));
        return notice;
    }

    private static Map<String, Object> state(Notice notice) {
        Map<String, Object> state = new HashMap<>(Map.of("choice", notice.ladder));
        if (notice.ownLadder != null) {
            state.put("ladder", notice.ownLadder);
        }
        return state;
    }
}
