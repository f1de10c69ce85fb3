package org.duban.task.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.duban.task.assignment.AssignmentStatus.Move;
import org.junit.jupiter.api.Test;

class AssignmentStatusTest {
    /** Where each move leads from each status; a dash: it is not allowed. The picture in the design, by hand. */
    private static final String TABLE = """
            AWAITING_ACKNOWLEDGEMENT ACKNOWLEDGE    IN_PROGRESS
            AWAITING_ACKNOWLEDGEMENT SUBMIT_INTERIM IN_PROGRESS
            AWAITING_ACKNOWLEDGEMENT SUBMIT_FINAL   SUBMITTED
            AWAITING_ACKNOWLEDGEMENT ACCEPT         -
            AWAITING_ACKNOWLEDGEMENT RETURN         -
            AWAITING_ACKNOWLEDGEMENT EXTEND         AWAITING_ACKNOWLEDGEMENT
            AWAITING_ACKNOWLEDGEMENT REOPEN         -
            AWAITING_ACKNOWLEDGEMENT TERMINATE      TERMINATED
            IN_PROGRESS              ACKNOWLEDGE    -
            IN_PROGRESS              SUBMIT_INTERIM IN_PROGRESS
            IN_PROGRESS              SUBMIT_FINAL   SUBMITTED
            IN_PROGRESS              ACCEPT         -
            IN_PROGRESS              RETURN         -
            IN_PROGRESS              EXTEND         IN_PROGRESS
            IN_PROGRESS              REOPEN         -
            IN_PROGRESS              TERMINATE      TERMINATED
            SUBMITTED                ACKNOWLEDGE    -
            SUBMITTED                SUBMIT_INTERIM -
            SUBMITTED                SUBMIT_FINAL   -
            SUBMITTED                ACCEPT         COMPLETED
            SUBMITTED                RETURN         IN_PROGRESS
            SUBMITTED                EXTEND         -
            SUBMITTED                REOPEN         -
            SUBMITTED                TERMINATE      TERMINATED
            COMPLETED                ACKNOWLEDGE    -
            COMPLETED                SUBMIT_INTERIM -
            COMPLETED                SUBMIT_FINAL   -
            COMPLETED                ACCEPT         -
            COMPLETED                RETURN         -
            COMPLETED                EXTEND         -
            COMPLETED                REOPEN         IN_PROGRESS
            COMPLETED                TERMINATE      -
            TERMINATED               ACKNOWLEDGE    -
            TERMINATED               SUBMIT_INTERIM -
            TERMINATED               SUBMIT_FINAL   -
            TERMINATED               ACCEPT         -
            TERMINATED               RETURN         -
            TERMINATED               EXTEND         -
            TERMINATED               REOPEN         -
            TERMINATED               TERMINATE      -
            """;

    @Test
    void everyMoveFromEveryStatusLeadsWhereTheDesignSays() {
        List<String> moves = new ArrayList<>();
        for (AssignmentStatus status : AssignmentStatus.values()) {
            for (Move move : Move.values()) {
                moves.add("%s %s %s".formatted(status, move, status.allows(move) ? status.after(move) : "-"));
            }
        }

        assertEquals(TABLE.replaceAll(" +", " ").lines().toList(), moves);
    }

    @Test
    void theFirstThreeAreOpenAndOnlyWhatDoesNotWaitForReviewIsOwed() {
        List<String> seen = List.of(AssignmentStatus.values()).stream()
                .map(status -> status + (status.isOpen() ? " open" : "") + (status.isOwed() ? " owed" : "")).toList();

        assertEquals(List.of("AWAITING_ACKNOWLEDGEMENT open owed", "IN_PROGRESS open owed", "SUBMITTED open", "COMPLETED",
                "TERMINATED"), seen);
    }
}
