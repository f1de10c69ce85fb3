package org.duban.task.notice;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.duban.task.parse.Due;
import org.duban.task.parse.Finding;
import org.duban.task.parse.ParsedContact;
import org.duban.task.parse.ParsedNotice;
import org.duban.task.parse.ParsedSection;
import org.duban.task.parse.ParsedTask;
import org.duban.task.parse.Span;
import org.duban.task.unit.UnitReading;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A notice before it is stored: the answer of {@code POST /notices/parse}, which the office corrects where it must and
 * sends to {@code POST /notices} as it is. Names are printed names; days are days in Asia/Shanghai.
 *
 * @param title            null only in what was read from a text that has none: such a draft is not stored
 * @param tasks            empty only where none was read
 * @param reportBy         the day by which units report, inclusive (R2); null when the text names none
 * @param reportByText     that day as written (R1)
 * @param mailbox          where the office receives briefings; null when the text names none
 * @param inspectorateUnit code of the unit that receives escalation lists; not read from the text
 * @param findings         doubts of the reading, each with its place in {@code sourceText}
 * @param sourceText       the verbatim text (R1)
 * @param places           where each value stands in {@code sourceText}, by its JSON pointer; for reading only
 * @param units            whom printed names mean; those with a code count at dispatch, before the directory's own names.
 *                         {@code by} and {@code nearest} are for reading only
 * @param deadlineRule     how stated days become days in force; null: 前 includes the day, a rest day stays the last day
 */
@Schema(name = "NoticeDraft")
public record NoticeDraft(
        @Schema(examples = "某州校园安全工作方案", description = "建立草稿时必填 (required to store a draft)") @Size(max = 500) String title,
        @Schema(examples = "某政办发〔2023〕15号") @Size(max = 100) String documentNumber,
        @Schema(examples = "某州人民政府办公室") @Size(max = 200) String issuedBy,
        LocalDate issuedOn,
        LocalDate publishedOn,
        @Schema(examples = "2023-08-01") LocalDate reportBy,
        @Schema(examples = "2023年8月1日前") @Size(max = 200) String reportByText,
        @Schema(examples = "州教育体育局") @Size(max = 200) String reportTo,
        @Schema(examples = "bangongshi@example.org") @Size(max = 254) @Email(regexp = "[!-~]+@[0-9A-Za-z.-]+") String mailbox,
        @Schema(examples = "532500-03") @Size(max = 32) String inspectorateUnit,
        @Size(max = 100) List<@NotNull ParsedContact> contact,
        @Size(max = 1000) List<@NotNull ParsedSection> sections,
        @Schema(description = "建立草稿时至少一项 (at least one to store a draft)") @Size(max = 5000) List<@Valid @NotNull TaskDraft> tasks,
        @Size(max = 20000) List<@NotNull Finding> findings,
        @Size(max = 1_000_000) String sourceText,
        @Valid Rule deadlineRule,
        @Schema(description = "各项内容在 sourceText 中的位置，以 JSON Pointer 为键；只在 parse 的答复中有意义 (where each value stands in sourceText, by JSON pointer; only of what parse read)")
        @Size(max = 100_000) Map<String, @NotNull Span> places,
        @Schema(description = "印出的名称所指的单位；带 code 的随草稿保存，交办时以它为准 (whom printed names mean; those with a code are stored and count at dispatch)")
        @Size(max = 5000) List<@Valid @NotNull UnitReading> units) {

    /** The largest draft, in megabytes: the longest text, with all that was read of it. */
    public static final int MEGABYTES = 8;

    /**
     * How stated days are read; what is left out is the default.
     *
     * @param before  whether 8月1日前 includes 1 August
     * @param restDay what becomes of a last day that is a rest day
     */
    @Schema(name = "DeadlineRule")
    public record Rule(DeadlineRule.Before before,
            DeadlineRule.RestDay restDay) {

        static Rule of(DeadlineRule rule) {
            return new Rule(rule.before(), rule.restDay());
        }

        DeadlineRule orStandard() {
            return new DeadlineRule(before == null ? DeadlineRule.STANDARD.before() : before,
                    restDay == null ? DeadlineRule.STANDARD.restDay() : restDay);
        }
    }

    /**
     * A measure. At least one of the three lists of units must hold a name.
     *
     * @param ref     the printed numbers joined, for example 二/(四)/3; unique in the notice
     * @param text    the measure, from after its printed number
     * @param etc     the list of units ended in 等; null: it did not
     * @param due     the task's own day, {@code open-ended}, or null when the notice's day counts
     * @param dueText that day as written
     */
    @Schema(name = "TaskDraft")
    public record TaskDraft(
            @Schema(examples = "二/(四)/1") @NotBlank @Size(max = 100) String ref,
            @Schema(examples = "4.1") @Size(max = 50) String number,
            @Schema(examples = "(四)-1") @Size(max = 50) String label,
            @Schema(examples = "(四)聚焦专项治理行动") @Size(max = 500) String heading,
            @Schema(examples = "加强防溺水工作。") @NotBlank @Size(max = LONGEST) String text,
            List<@NotBlank @Size(max = 100) String> lead,
            @Schema(examples = "[\"州水利局\", \"州教育体育局\"]") List<@NotBlank @Size(max = 100) String> responsible,
            List<@NotBlank @Size(max = 100) String> assisting,
            Boolean etc,
            @Schema(implementation = String.class, examples = "2023-07-31") Due due,
            @Size(max = 200) String dueText) {

        /** Most characters of {@code text}. */
        public static final int LONGEST = 20_000;

        /** The units as printed, those with the strongest role first. */
        List<Task.PrintedUnit> units() {
            return Stream.of(printed(UnitRole.LEAD, lead), printed(UnitRole.RESPONSIBLE, responsible),
                    printed(UnitRole.ASSISTING, assisting)).flatMap(units -> units).toList();
        }

        private static Stream<Task.PrintedUnit> printed(UnitRole role, List<String> names) {
            return names == null ? Stream.of() : names.stream().map(name -> new Task.PrintedUnit(role, name));
        }

        static TaskDraft of(ParsedTask task) {
            return new TaskDraft(task.ref(), task.number(), task.label(), task.heading(), task.text(), task.lead(),
                    task.responsible(), task.assisting(), task.etc(), task.due(), task.dueText());
        }

        /** A stored task, as it would be sent. */
        public static TaskDraft of(Task task) {
            return new TaskDraft(task.ref, task.number, task.label, task.heading, task.text, task.names(UnitRole.LEAD),
                    task.names(UnitRole.RESPONSIBLE), task.names(UnitRole.ASSISTING), task.etc, task.due(), task.dueText);
        }
    }

    static NoticeDraft of(ParsedNotice read, String sourceText, List<UnitReading> units, List<Finding> findings) {
        return new NoticeDraft(read.title(), read.documentNumber(), read.issuedBy(), read.issuedOn(),
                read.publishedOn(), read.reportBy(), read.reportByText(), read.reportTo(), read.mailbox(), null,
                read.contact(), read.sections(), read.tasks().stream().map(TaskDraft::of).toList(), findings,
                sourceText, null, read.places(), units);
    }

    /** With the notice's day as their own for the tasks that have none. */
    public NoticeDraft withDayOfItsTasks() {
        List<TaskDraft> dated = tasks == null ? List.of() : tasks.stream().map(task -> task.due() != null ? task
                : new TaskDraft(task.ref(), task.number(), task.label(), task.heading(), task.text(), task.lead(), task.responsible(),
                        task.assisting(), task.etc(), new Due(reportBy), reportByText)).toList();
        return new NoticeDraft(title, documentNumber, issuedBy, issuedOn, publishedOn, reportBy, reportByText, reportTo, mailbox,
                inspectorateUnit, contact, sections, dated, findings, sourceText, deadlineRule, null, units);
    }

    /** What is stored, as it would be sent. */
    public static NoticeDraft of(Notice notice, List<Task> tasks) {
        return new NoticeDraft(notice.title, notice.documentNumber, notice.issuedBy, notice.issuedOn, notice.publishedOn,
                notice.reportBy, notice.reportByText, notice.reportTo, notice.mailbox, notice.inspectorateUnit, notice.contact,
                notice.sections, tasks.stream().map(TaskDraft::of).toList(), notice.findings, notice.sourceText,
                Rule.of(notice.rule()), null, notice.units);
    }
}
