package org.duban.notify.log;

import org.duban.notify.problem.ProblemException;

/** How much of a list is given at once. */
final class Limit {

    static final int DEFAULT = 50;
    static final int MAX = 200;

    private Limit() {}

    static int of(Integer wanted) {
        if (wanted == null) {
            return DEFAULT;
        }
        if (wanted < 1 || wanted > MAX) {
            throw ProblemException.parameter("limit", "应为 1 至 200 的整数", "must be a whole number from 1 to 200");
        }
        return wanted;
    }

    static long after(Long after) {
        if (after != null && after < 0) {
            throw ProblemException.parameter("after", "不能为负数", "must not be negative");
        }
        return after == null ? 0 : after;
    }
}
