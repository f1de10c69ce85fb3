package org.duban.task.parse;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a notice's text was read as. Strings and days are null where the text does not say; lists are never null.
 *
 * @param title          the plan's title where the notice issues a plan that follows it, else the notice's own
 * @param documentNumber the notice's own number (文号); a number that it cites never stands here
 * @param issuedBy       who signs, else who is named in the title
 * @param issuedOn       the day of the signature (成文日期)
 * @param publishedOn    the day that the page gives as its publication
 * @param reportBy       the last day on which a report is in time, that day included
 * @param reportByText   that day as it was written, or a recurring day (每月25日前), which has no {@code reportBy}
 * @param reportTo       the unit that the reports go to
 * @param mailbox        the mailbox that the reports go to
 * @param places         where each value stands, by its JSON pointer
 */
public record ParsedNotice(String title, String documentNumber, String issuedBy, LocalDate issuedOn,
        LocalDate publishedOn, LocalDate reportBy, String reportByText, String reportTo, String mailbox,
        List<ParsedContact> contact, List<ParsedSection> sections, List<ParsedTask> tasks, List<Finding> findings,
        Map<String, Span> places) {

    public ParsedNotice {
        contact = List.copyOf(contact);
        sections = List.copyOf(sections);
        tasks = List.copyOf(tasks);
        findings = List.copyOf(findings);
        places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
    }
}
