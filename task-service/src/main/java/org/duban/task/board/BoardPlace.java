package org.duban.task.board;

import java.util.UUID;

/**
 * The page on which a decision is made, and to which it leads back: that of an assignment, or what waits.
 *
 * @param assignment null: it is what waits
 * @param notice     what waits of that notice; null: of all
 * @param page       of what waits, from 1
 */
public record BoardPlace(UUID assignment, UUID notice, int page) {
    static BoardPlace ofAssignment(UUID assignment) {
        return new BoardPlace(assignment, null, 1);
    }

    static BoardPlace ofWaiting(UUID notice, int page) {
        return new BoardPlace(null, notice, page);
    }

    String path() {
        if (assignment != null) {
            return "/board/assignments/" + assignment;
        }
        String query = (notice == null ? "" : "&notice=" + notice) + (page == 1 ? "" : "&page=" + page);
        return "/board/waiting" + query.replaceFirst("&", "?");
    }
}
