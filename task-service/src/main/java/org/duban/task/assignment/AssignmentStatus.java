package org.duban.task.assignment;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;

/**
 * Where an assignment stands, and the only rules of which move leads where. Every path asks here. The words are those of
 * notify-service's mails.
 */
public enum AssignmentStatus {
    /** 待签收: told, not yet acknowledged. */
    AWAITING_ACKNOWLEDGEMENT("待签收", "awaiting acknowledgement"),
    /** 办理中: being worked on; also after a return or a reopening. */
    IN_PROGRESS("办理中", "in progress"),
    /** 待审核: a final report waits for review; the unit is not chased. */
    SUBMITTED("待审核", "awaiting review"),
    /** 已办结: accepted. */
    COMPLETED("已办结", "completed"),
    /** 已撤销: no longer asked for. */
    TERMINATED("已撤销", "terminated");

    /** What can be done to an assignment. */
    public enum Move {
        ACKNOWLEDGE("签收"),
        SUBMIT_INTERIM("报送阶段进展"),
        SUBMIT_FINAL("报送办结情况"),
        ACCEPT("办结"),
        RETURN("退回"),
        /** Only its day changes. */
        EXTEND("延期"),
        REOPEN("重新办理"),
        TERMINATE("撤销");

        final String zh;

        Move(String zh) {
            this.zh = zh;
        }
    }

    private static final Map<Move, Set<AssignmentStatus>> FROM = Map.of(
            Move.ACKNOWLEDGE, Set.of(AWAITING_ACKNOWLEDGEMENT),
            // A report without acknowledgement implies it.
            Move.SUBMIT_INTERIM, Set.of(AWAITING_ACKNOWLEDGEMENT, IN_PROGRESS),
            Move.SUBMIT_FINAL, Set.of(AWAITING_ACKNOWLEDGEMENT, IN_PROGRESS),
            Move.ACCEPT, Set.of(SUBMITTED),
            Move.RETURN, Set.of(SUBMITTED),
            Move.EXTEND, Set.of(AWAITING_ACKNOWLEDGEMENT, IN_PROGRESS),
            Move.REOPEN, Set.of(COMPLETED),
            Move.TERMINATE, Set.of(AWAITING_ACKNOWLEDGEMENT, IN_PROGRESS, SUBMITTED));

    private final Text word;

    AssignmentStatus(String zh, String en) {
        word = new Text(zh, en);
    }

    /** What people read. */
    public String word(boolean english) {
        return word.in(english);
    }

    /** The same in Chinese, with the name that programs know: 待审核（SUBMITTED）. */
    public String named() {
        return word.zh() + "（" + this + "）";
    }

    /** Those that are owed. */
    static final Set<AssignmentStatus> OWED = Set.of(AWAITING_ACKNOWLEDGEMENT, IN_PROGRESS);

    /** Those that are open. */
    static final Set<AssignmentStatus> OPEN = Set.of(AWAITING_ACKNOWLEDGEMENT, IN_PROGRESS, SUBMITTED);

    /** Open: not finished and not terminated. */
    public boolean isOpen() {
        return OPEN.contains(this);
    }

    /** Owed by the unit: open and not waiting for the office's review. Only what is owed is chased. */
    public boolean isOwed() {
        return OWED.contains(this);
    }

    public boolean allows(Move move) {
        return FROM.get(move).contains(this);
    }

    /** @throws ProblemException 409 when the move is not allowed */
    public void require(Move move) {
        if (!allows(move)) {
            throw new ProblemException(ProblemCode.ILLEGAL_MOVE, new Text("责任分工的状态为" + named() + "，不能" + move.zh + "。",
                    "The assignment is " + this + " and does not allow " + move.name().toLowerCase(Locale.ROOT).replace('_', ' ') + "."));
        }
    }

    /** The status after the move; callers ask {@link #allows} first. */
    AssignmentStatus after(Move move) {
        return switch (move) {
            case ACKNOWLEDGE, SUBMIT_INTERIM, RETURN, REOPEN -> IN_PROGRESS;
            case EXTEND -> this;
            case SUBMIT_FINAL -> SUBMITTED;
            case ACCEPT -> COMPLETED;
            case TERMINATE -> TERMINATED;
        };
    }
}
