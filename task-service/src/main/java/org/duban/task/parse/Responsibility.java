package org.duban.task.parse;

import java.util.ArrayList;
import java.util.List;

/** One phrase that says who answers for a measure, with its brackets: (牵头单位:A;责任单位:B、C). Built by its reader. */
final class Responsibility {
    /** A unit as printed, and where. */
    record Unit(String name, Role role, int start, int end) {
    }

    final int start;
    final int end;
    final List<Unit> units = new ArrayList<>();
    /** Whether a label (责任单位:) says that this is such a phrase. */
    boolean labelled;
    /** Whether a verb (负责, 牵头) does. */
    boolean verb;
    /** Where 等 closes a list; null where it does not. */
    Range etc;
    /** What the phrase says about time; null where nothing. */
    Range time;
    /** A label without its colon; null where each has one. */
    Range assumed;
    /** Where names of persons stand; null where none do. */
    Range persons;
    /** What it says of the measures that follow, see {@link FollowingRule}; null where nothing. */
    Range following;
    /** A comma between names that are otherwise joined by 、; null where there is none. */
    Range otherSeparator;
    private boolean pause;

    Responsibility(int start, int end) {
        this.start = start;
        this.end = end;
    }

    /** Notes the character between two names of one list. */
    void separator(char c, int at) {
        pause |= c == '、';
        if (c == ',' && otherSeparator == null) {
            otherSeparator = new Range(at, at + 1);
        }
    }

    boolean mixesSeparators() {
        return pause && otherSeparator != null;
    }
}
