package org.duban.task.imports;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.task.parse.ParsedContact;
import org.duban.task.problem.ProblemException;

/** The people whom a notice names for questions (联系人), as a field of a form: one a line, the phone after the name. */
final class ImportContacts {
    private static final int LONGEST = 200;
    private static final Pattern LINE = Pattern.compile(
            "(.*?)[\\s,，、:：]*(?:(?:联系)?电话|手机|phone)?[\\s:：]*([+(（]?\\d[\\d\\s()（）/-]*)?", Pattern.CASE_INSENSITIVE);

    private ImportContacts() {}

    static String written(List<ParsedContact> people) {
        return people == null ? "" : people.stream()
                .map(person -> Stream.of(person.name(), person.phone()).filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
    }

    /** @throws ProblemException 400 at {@code /contact} */
    static List<ParsedContact> read(String written) {
        return written.lines().map(String::strip).filter(line -> !line.isEmpty()).map(ImportContacts::person).toList();
    }

    private static ParsedContact person(String line) {
        if (line.length() > LONGEST) {
            throw ProblemException.field("/contact", "每行一人，每行不超过 " + LONGEST + " 个字。", "One person a line, of at most " + LONGEST + " characters.");
        }
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return new ParsedContact(line, null);
        }
        return new ParsedContact(parts.group(1).isEmpty() ? null : parts.group(1), parts.group(2) == null ? null : parts.group(2).strip());
    }
}
