package org.duban.task.board;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.task.problem.Days;
import org.duban.task.problem.Problem;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;

/**
 * What somebody has entered to decide on something, and on which page. Where something of it is wrong its form shows it
 * again, with what is wrong at each field.
 */
public class BoardAnswer {
    /** Nothing was entered yet. */
    static final BoardAnswer NONE = new BoardAnswer();

    private static final Map<String, Text> LABELS = Map.of("reason", new Text("理由", "Why"), "newDue", new Text("新的期限", "New day"),
            "moveTo", new Text("承担单位", "Unit that takes it over"));

    @FormParam("decision")
    String decision;

    @FormParam("reason")
    String reason;

    @FormParam("newDue")
    String newDue;

    @FormParam("moveTo")
    String moveTo;

    @FormParam("assignment")
    UUID assignment;

    @FormParam("notice")
    UUID notice;

    @FormParam("page")
    @DefaultValue("1")
    @Min(1)
    @Max(BoardResource.LAST_PAGE)
    int page;

    private UUID of;
    private Problem problem;

    /** @param anchor id of the field on the page; null: it is at no field */
    public record Fault(String anchor, String label, String text) {}

    /** Where it was entered. */
    BoardPlace place() {
        return assignment != null ? BoardPlace.ofAssignment(assignment) : BoardPlace.ofWaiting(notice, page);
    }

    /** Null where it is none of those. */
    <E extends Enum<E>> E decision(Class<E> type) {
        return Stream.of(type.getEnumConstants()).filter(constant -> constant.name().equals(decision)).findFirst().orElse(null);
    }

    String reason() {
        return orNull(reason);
    }

    String moveTo() {
        return orNull(moveTo);
    }

    /** @throws ProblemException 400 */
    LocalDate newDue() {
        try {
            return orNull(newDue) == null ? null : Days.parse(newDue.strip());
        } catch (DateTimeException e) {
            throw ProblemException.field("/newDue", "应为日期，如 2023-08-15。", "It must be a date such as 2023-08-15.");
        }
    }

    /** A field that was left empty is none. */
    private static String orNull(String field) {
        return field == null || field.isBlank() ? null : field.strip();
    }

    /** @param of what was to be decided on */
    BoardAnswer refused(UUID of, Problem problem) {
        this.of = of;
        this.problem = problem;
        return this;
    }

    /** Null: nothing is wrong. */
    public Problem problem() {
        return problem;
    }

    /** This, where it is that decision on that; else nothing. */
    public BoardAnswer on(UUID id, String decision) {
        return id.equals(of) && decision.equals(this.decision) ? this : NONE;
    }

    /** As it was entered; empty where it was not. */
    public String value(String field) {
        String value = switch (field) {
            case "reason" -> reason;
            case "newDue" -> newDue;
            default -> moveTo;
        };
        return Objects.requireNonNullElse(value, "");
    }

    /** What is wrong with a field; null: nothing. */
    public String error(String field) {
        String errors = errors().filter(error -> ("/" + field).equals(error.pointer())).map(Problem.FieldError::detail)
                .collect(Collectors.joining(" "));
        return errors.isEmpty() ? null : errors;
    }

    /** All that is wrong at a field. */
    public List<Fault> faults(boolean english) {
        return errors().map(error -> {
            String field = Objects.requireNonNullElse(error.pointer(), "/").substring(1);
            Text label = LABELS.get(field);
            return new Fault(label == null ? null : decision + "-" + field + "-" + of, label == null ? field : label.in(english), error.detail());
        }).toList();
    }

    private Stream<Problem.FieldError> errors() {
        return problem == null || problem.errors() == null ? Stream.empty() : problem.errors().stream();
    }
}
