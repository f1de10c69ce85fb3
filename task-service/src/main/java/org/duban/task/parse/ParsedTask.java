package org.duban.task.parse;

import java.util.List;

/**
 * A measure and who owes it. Units are the printed names; collective ones (各县市人民政府) are units too.
 *
 * @param ref     the printed numbers from the top, joined: {@code 二/(四)/3}
 * @param number  section and place in it: {@code 4.3}; the place alone where there is no section
 * @param label   as people cite it: {@code (四)-3}
 * @param heading the heading it stands under, as printed; null at the top level
 * @param text    the measure as printed, without its number and without the bracket of units that ends it
 * @param lead    牵头; filled only where the text names a lead, or says that the first listed leads
 * @param etc     whether the list of units ends in 等
 * @param due     the task's own day; null where it has none
 * @param dueText that day as it was written
 */
public record ParsedTask(String ref, String number, String label, String heading, String text, List<String> lead,
        List<String> responsible, List<String> assisting, boolean etc, Due due, String dueText) {

    public ParsedTask {
        lead = List.copyOf(lead);
        responsible = List.copyOf(responsible);
        assisting = List.copyOf(assisting);
    }
}
