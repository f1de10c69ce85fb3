package org.duban.task.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duban.task.assignment.PlannedMail;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.ladder.Days;
import org.duban.task.ladder.Ladder;
import org.duban.task.ladder.Rung;
import org.duban.task.notice.Comparison;
import org.duban.task.notice.LadderChoice;
import org.duban.task.notice.Notice;
import org.duban.task.notice.NoticeDraft.TaskDraft;
import org.duban.task.parse.Due;
import org.duban.task.parse.ParsedContact;
import org.duban.task.parse.Severity;
import org.duban.task.problem.Text;

/** What the import pages call the things of the API, in one of the two languages. */
public final class ImportWords {
    private static final ImportWords CHINESE = new ImportWords(false);
    private static final ImportWords ENGLISH = new ImportWords(true);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(BusinessDays.ZONE);
    private static final Map<String, Text> FIELDS = Map.ofEntries(
            Map.entry("title", new Text("标题", "Title")),
            Map.entry("documentNumber", new Text("文号", "Document number")),
            Map.entry("issuedBy", new Text("发文单位", "Issued by")),
            Map.entry("issuedOn", new Text("成文日期", "Issued on")),
            Map.entry("publishedOn", new Text("发布日期", "Published on")),
            Map.entry("reportBy", new Text("报送期限", "Report by")),
            Map.entry("reportByText", new Text("期限的原文", "The day as written")),
            Map.entry("reportTo", new Text("报送单位", "Report to")),
            Map.entry("mailbox", new Text("报送邮箱", "Mailbox")),
            Map.entry("contact", new Text("联系人", "Contact")),
            Map.entry("inspectorateUnit", new Text("督查单位", "Inspectorate")),
            Map.entry("choice", new Text("催办方式", "How")),
            Map.entry("days", new Text("天数按", "Days are")),
            Map.entry("hour", new Text("发送时刻", "Hour")),
            Map.entry("rungs", new Text("节点", "Moments")),
            Map.entry("offset", new Text("天数", "Days")),
            Map.entry("stage", new Text("发什么", "What")),
            Map.entry("copyLeader", new Text("抄送分管领导", "Copy to the leader")),
            Map.entry("tellInspectorate", new Text("列入督办清单", "On the inspectorate’s list")),
            Map.entry("repetition", new Text("末个节点重复", "The last one again")),
            Map.entry("every", new Text("每隔几天重复", "Again every … days")),
            Map.entry("until", new Text("重复到期限后第几天", "Until so many days after")),
            Map.entry("source", new Text("通知全文", "Text of the notice")),
            Map.entry("prefix", new Text("新代码的前缀", "Prefix of new codes")),
            Map.entry("members", new Text("成员单位", "Members")),
            Map.entry("names", new Text("单位名称", "Names")),
            Map.entry("tasks", new Text("事项", "Tasks")),
            Map.entry("file", new Text("文件", "File")),
            Map.entry("ref", new Text("编号", "Number")),
            Map.entry("label", new Text("编号", "Number")),
            Map.entry("heading", new Text("所属标题", "Heading")),
            Map.entry("text", new Text("事项内容", "Task")),
            Map.entry("lead", new Text("牵头单位", "Lead")),
            Map.entry("responsible", new Text("责任单位", "Responsible")),
            Map.entry("assisting", new Text("配合单位", "Assisting")),
            Map.entry("due", new Text("完成时限", "Due")),
            Map.entry("dueText", new Text("时限的原文", "The day as written")));

    private static final Pattern OF_A_TASK = Pattern.compile("/tasks/(\\d{1,6})(?:/([a-zA-Z]+))?(?:/\\d+)*");

    private static final Pattern OF_A_RUNG = Pattern.compile(".*/rungs/(\\d{1,3})/([a-zA-Z]+)");

    private final boolean english;

    private ImportWords(boolean english) {
        this.english = english;
    }

    static ImportWords in(boolean english) {
        return english ? ENGLISH : CHINESE;
    }

    private String say(String zh, String en) {
        return english ? en : zh;
    }

    /** A field of a notice or task, by its name in the API. */
    public String field(String name) {
        Text field = FIELDS.get(name);
        return field == null ? name : field.in(english);
    }

    /** A place of a request, by its pointer: /tasks/3/responsible/0 is 第 4 项 责任单位. */
    public String place(String pointer) {
        Matcher task = OF_A_TASK.matcher(pointer == null ? "" : pointer);
        if (task.matches()) {
            String number = String.valueOf(Integer.parseInt(task.group(1)) + 1);
            return say("第 " + number + " 项", "task " + number) + (task.group(2) == null ? "" : " " + field(task.group(2)));
        }
        Matcher rung = OF_A_RUNG.matcher(pointer == null ? "" : pointer);
        if (rung.matches()) {
            return say("第 " + (Integer.parseInt(rung.group(1)) + 1) + " 行 ", "row " + (Integer.parseInt(rung.group(1)) + 1) + " ") + field(rung.group(2));
        }
        if (pointer != null && pointer.startsWith("/email-")) {
            return say("单位 ", "unit ") + pointer.substring("/email-".length());
        }
        return pointer == null ? "" : field(pointer.replaceAll("(/\\d+)+$", "").replaceAll("^.*/", ""));
    }

    public String severity(Severity severity) {
        return severity == null ? "" : switch (severity) {
            case INFO -> say("提示", "Note");
            case WARNING -> say("请核对", "Check");
            case ERROR -> say("有误", "Wrong");
        };
    }

    public String difference(Comparison.Kind kind) {
        return switch (kind) {
            case ADDED -> say("新增", "added");
            case CHANGED -> say("改动", "changed");
            case REMOVED -> say("删去", "removed");
        };
    }

    public String mail(PlannedMail.Kind kind) {
        return switch (kind) {
            case DISPATCH -> say("交办通知", "dispatch");
            case DISPATCH_RECORD -> say("交办回执", "record of the dispatch");
            case REMINDER -> say("临近提醒", "reminder");
            case CHASE -> say("逾期催办", "chase");
            case ESCALATION -> say("逾期督办", "escalation");
            case ESCALATION_LIST -> say("督办清单", "list of escalations");
            case BRIEFING -> say("通报", "briefing");
        };
    }

    public String audience(PlannedMail.Audience audience) {
        return switch (audience) {
            case UNIT -> say("责任单位", "units");
            case LEADER -> say("分管领导", "leaders of units");
            case MAILBOX -> say("报送邮箱", "the mailbox");
            case INSPECTORATE -> say("督查单位", "the inspectorate");
        };
    }

    /** Why a draft cannot have a task as it was read. */
    public String obstacle(ImportObstacle obstacle) {
        return switch (obstacle) {
            case NO_UNIT -> say("没有责任单位", "it names no unit");
            case TOO_LONG -> say("内容超过 %,d 字".formatted(TaskDraft.LONGEST), "its text is longer than %,d characters".formatted(TaskDraft.LONGEST));
            case OTHER -> say("编号、标题或单位名称过长", "its number, heading or a name is too long");
        };
    }

    /** When units are reminded, a line for each moment. */
    List<String> ladder(Notice notice) {
        List<String> lines = new ArrayList<>();
        lines.add(choice(notice.ladder));
        Ladder ladder = notice.ladderInForce();
        if (ladder != null) {
            ladder.rungs().forEach(rung -> lines.add(rung(rung, ladder)));
            if (ladder.repetition() != null) {
                lines.add(say("此后每 %d %s重复一次，直到期限后第 %d %2$s".formatted(ladder.repetition().every(), days(ladder.days()), ladder.repetition().until()),
                        "then again every %d %s, until %d after".formatted(ladder.repetition().every(), days(ladder.days()), ladder.repetition().until())));
            }
        }
        return lines;
    }

    public String choice(LadderChoice choice) {
        return switch (choice) {
            case DEFAULT -> say("通用阶梯", "the usual ladder");
            case NONE -> say("不催办，只发通报", "no reminders; briefings only");
            case OWN -> say("本通知自定的阶梯", "a ladder of this notice’s own");
        };
    }

    public List<Rung.Stage> stages() {
        return List.of(Rung.Stage.values());
    }

    public String stage(Rung.Stage stage) {
        return mail(PlannedMail.Kind.valueOf(stage.name()));
    }

    public String days(Days days) {
        return days == Days.WORKING ? say("个工作日", "working days") : say("天（自然日）", "calendar days");
    }

    private String rung(Rung rung, Ladder ladder) {
        int count = Math.abs(rung.offset());
        String when = count == 0 ? say("期限当日", "on the day")
                : rung.offset() < 0 ? say("期限前 %d %s".formatted(count, days(ladder.days())), "%d %s before".formatted(count, days(ladder.days())))
                : say("期限后 %d %s".formatted(count, days(ladder.days())), "%d %s after".formatted(count, days(ladder.days())));
        return when + " " + ladder.hour() + say("：", ": ") + stage(rung.stage())
                + (rung.copyLeader() ? say("，抄送分管领导", ", copied to the leader") : "")
                + (rung.tellInspectorate() ? say("，列入督办清单", ", on the inspectorate’s list") : "");
    }

    /** The people whom a notice names for questions. */
    public String people(List<ParsedContact> people) {
        return people == null || people.isEmpty() ? null : String.join(say("；", "; "), ImportContacts.written(people).split("\n"));
    }

    /** Most characters of a task's text. */
    public int longest() {
        return TaskDraft.LONGEST;
    }

    public String contactHint() {
        return say("每行一人：姓名 电话", "One person a line: name and phone");
    }

    /** A task's own day. */
    public String due(Due due) {
        return due == null ? say("随通知的期限", "as the notice") : due.day() == null ? say("长期坚持", "open-ended") : day(due.day());
    }

    /** 2023年8月1日 */
    public String day(LocalDate day) {
        return day == null ? say("无", "none") : english ? day.toString()
                : "%d年%d月%d日".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }

    /** A moment in Shanghai. */
    public String moment(Instant moment) {
        return MOMENT.format(moment);
    }

    public String mailsToCome() {
        return say("催办计划", "Mails to come");
    }

    public String laterMails() {
        return say("催办计划，其后各行", "Mails to come, later rows");
    }

    String toTask() {
        return say("到这一事项", "To this task");
    }

    String notTaken() {
        return say("草稿中没有这一事项", "The draft does not have this task");
    }
}
