package org.duban.task.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duban.task.assignment.PlannedMail;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.notice.Comparison;
import org.duban.task.parse.Due;
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
