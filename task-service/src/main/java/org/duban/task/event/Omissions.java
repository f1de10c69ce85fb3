package org.duban.task.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the lists of one event short: a broker refuses a record that is too large, and for ever. Of a longer list the
 * first are named, of the others their number; whoever wants them all asks the API.
 */
public final class Omissions {
    /** The most that a list of an event names. With the longest names eight such lists stay below a megabyte. */
    public static final int MOST = 100;

    private final Map<String, Integer> counts = new LinkedHashMap<>();

    /** The first of the list; of which list of the event it is, is remembered where any are left out. */
    public <T> List<T> first(String list, List<T> all) {
        if (all.size() <= MOST) {
            return all;
        }
        counts.put(list, all.size() - MOST);
        return List.copyOf(all.subList(0, MOST));
    }

    /** By the list's name how many more it has; null where every list is whole. Asked when all lists have been made. */
    public Map<String, Integer> counts() {
        return counts.isEmpty() ? null : counts;
    }
}
