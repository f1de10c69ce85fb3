package org.duban.task.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the text of a government's notice into a draft. Start reading here: the text is folded, its brackets, dates
 * and tables are found, its numbered items make a tree, phrases of responsibility turn items into tasks, the words around
 * them give the header and the duty to report. Whatever had to be assumed is a {@link Finding}.
 *
 * <p>Deterministic, without a clock, and linear in the length of the text.
 */
public final class NoticeParser {
    private final SourceText text;
    private final Findings findings;

    private NoticeParser(String text) {
        this.text = new SourceText(text);
        this.findings = new Findings(this.text);
    }

    /** Never fails: a text that is no notice gives a draft with nothing in it but findings. */
    public static ParsedNotice parse(String text) {
        return new NoticeParser(text).read();
    }

    private ParsedNotice read() {
        Brackets brackets = new Brackets(text);
        Dates dates = new Dates(text);
        List<Table> tables = TableReader.tables(text);
        tables.stream().filter(t -> t.rows().isEmpty()).forEach(t -> findings.error("table-not-read", t.place().start(),
                t.place().end(), "这里有一张任务表,但表格的形式没有读出来,表里的任务要人工录入。"));
        tables.stream().flatMap(t -> t.doubtful().stream()).forEach(row -> findings.warn("table-row-doubtful", row.start(), row.end(),
                "这一行的格子跨了几行文字,没有分清,任务、单位和时限要对照原表核对。"));
        tables.stream().filter(Table::hasSeveralTasks).forEach(t -> findings.info("table-columns", t.place().start(), t.rows().get(0).get(0).start(),
                "表里有几列都像事项的内容,取了责任单位前最近的一列,请核对。"));
        List<Range> occupied = tables.stream().map(Table::place).toList();
        Outline outline = new Outline(text, occupied);
        HeaderReader header = new HeaderReader(text, dates, outline.firstStart(), occupied);
        Years years = new Years(header.issuedOn(), titledYear(header, dates), anyYear(header, dates));
        Deadlines deadlines = new Deadlines(text, dates, years, findings);
        Labels labels = new Labels(text, dates);
        ResponsibilityReader responsibilities = new ResponsibilityReader(text, brackets, dates, labels);

        Measures measures = new Measures(text);
        List<Responsibility> phrases = new PhraseFinder(text, outline, brackets, responsibilities, measures, labels, occupied).phrases();
        SentenceReader sentences = new SentenceReader(text, brackets, responsibilities);
        List<Task> tasks = new TaskReader(text, outline, measures, deadlines, sentences, findings).read(phrases);
        tasks.addAll(new TableTasks(text, responsibilities, deadlines).read(tables));
        Range firstLeads = StandingRule.find(text);

        ReportReader reports = new ReportReader(text, dates);
        List<ReportReader.Duty> duties = reports.duties(tasks.stream().map(Task::place).toList());
        ReportReader.Duty duty = ReportReader.main(duties);
        ContactReader contactReader = new ContactReader(text);
        ContactReader.Contacts contacts = contactReader.contacts();
        List<Range> mailboxes = contactReader.mailboxes();
        Range mailbox = contactReader.mailbox(duty == null ? -1 : duty.at(), mailboxes);
        MemberReader members = new MemberReader(text);

        if (outline.leftOut != null) {
            findings.error("too-many-items", outline.leftOut.start(), outline.leftOut.end(), "编号的事项太多,从这里起没有再读。");
        }
        if (tasks.isEmpty()) {
            findings.warn("no-tasks", 0, 0, "没有读到写明责任单位的事项。");
        }
        new TaskChecks(text, outline, tasks, findings).run(firstLeads, duty == null ? null : duty.limit(), members);
        new ReportChecks(text, findings).run(duties, duty, mailbox, mailboxes);
        HeaderChecks headerChecks = new HeaderChecks(text, brackets, findings);
        headerChecks.missing(header);
        headerChecks.days(header);
        headerChecks.lostMarks(dates);
        headerChecks.lostBeginnings();
        headerChecks.numbers(header);
        headerChecks.persons(members, contacts);
        headerChecks.annex();
        headerChecks.cutOff(outline);

        Map<Item, ParsedSection> sections = sections(tasks);
        List<ParsedTask> parsed = parsed(tasks, sections, firstLeads != null);
        Places places = new Places(text);
        places.header(header);
        places.reports(duty, mailbox, contacts);
        places.sections(List.copyOf(sections.keySet()));
        for (int i = 0; i < tasks.size(); i++) {
            places.task(i, tasks.get(i), parsed.get(i));
        }
        return new ParsedNotice(header.title() == null ? null : header.title().words(), header.documentNumber(),
                header.issuedBy(), header.issuedOn(), header.publishedOn(), ReportReader.day(duty, years, findings),
                reportByText(duty), duty == null ? null : name(duty.unit()), name(mailbox), contacts.persons(),
                new ArrayList<>(sections.values()), parsed, findings.sorted(), places.all());
    }

    /** 2021年工作要点; none where the title spans several years. */
    private static Integer titledYear(HeaderReader header, Dates dates) {
        TitleReader.Title title = header.title();
        List<DateMention> days = title == null ? List.of() : dates.in(title.start(), title.end());
        return days.size() == 1 && days.get(0).month() == null && header.title().words().indexOf('-') < 0
                && header.title().words().indexOf('—') < 0 ? days.get(0).year() : null;
    }

    /** 今天是:2025年12月6日, which a page says to whoever reads it. */
    private boolean isToday(DateMention date) {
        return text.view.substring(Math.max(0, date.start() - 5), date.start()).contains("今天是");
    }

    private Integer anyYear(HeaderReader header, Dates dates) {
        return header.publishedOn() != null ? Integer.valueOf(header.publishedOn().getYear())
                : dates.all.stream().filter(date -> !isToday(date)).map(DateMention::year).filter(y -> y != null).findFirst().orElse(null);
    }

    private String reportByText(ReportReader.Duty duty) {
        if (duty == null || duty.limit() == null) {
            return duty == null || duty.recurring() == null ? null
                    : text.unwrapped(duty.recurring().start(), duty.recurring().end());
        }
        return text.unwrapped(duty.limit().start(), duty.limit().phraseEnd());
    }

    private String name(Range range) {
        return range == null ? null : text.name(range.start(), range.end());
    }

    private Map<Item, ParsedSection> sections(List<Task> tasks) {
        Map<Item, ParsedSection> sections = new LinkedHashMap<>();
        for (Task task : tasks) {
            Item section = task.section();
            if (section != null && !sections.containsKey(section)) {
                String number = String.valueOf(sections.size() + 1);
                sections.put(section, new ParsedSection(section.ref(), number, Heading.of(text, section)));
            }
        }
        return sections;
    }

    private List<ParsedTask> parsed(List<Task> tasks, Map<Item, ParsedSection> sections, boolean firstLeads) {
        Map<Item, Integer> counts = new LinkedHashMap<>();
        List<ParsedTask> parsed = new ArrayList<>();
        Map<String, Integer> refs = new HashMap<>();
        for (Task task : tasks) {
            ParsedSection section = sections.get(task.section());
            int place = counts.merge(task.section(), 1, Integer::sum);
            String number = section == null ? String.valueOf(place) : section.number() + "." + place;
            int same = refs.merge(task.ref(), 1, Integer::sum);
            if (same > 1) {
                findings.info("ref-repeats", task.number.start(), task.number.end(), "前面已有同样编号的事项,编号后加“~%d”以示区别。".formatted(same));
            }
            parsed.add(new ParsedTask(same == 1 ? task.ref() : task.ref() + "~" + same, number, task.label(), section == null ? null : section.heading(),
                    text.words(task.words.start(), task.words.end()), task.names(Role.LEAD, firstLeads),
                    task.names(Role.RESPONSIBLE, firstLeads), task.names(Role.ASSISTING, firstLeads), task.etc(),
                    task.due.due(), task.due.words()));
        }
        return parsed;
    }
}
