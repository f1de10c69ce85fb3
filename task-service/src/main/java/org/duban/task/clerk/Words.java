package org.duban.task.clerk;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.notice.Notice;
import org.duban.task.parse.ParsedContact;

/** Days, and how they stand, in the reader's language; the Chinese words are those of the mails. */
record Words(boolean english) {
    private static final DateTimeFormatter DAY_ZH = DateTimeFormatter.ofPattern("y年M月d日（EEEE）", Locale.CHINA);
    private static final DateTimeFormatter DAY_EN = DateTimeFormatter.ofPattern("EEE d MMMM y", Locale.ENGLISH);
    private static final DateTimeFormatter TIME_ZH = DateTimeFormatter.ofPattern("y年M月d日 HH:mm", Locale.CHINA);
    private static final DateTimeFormatter TIME_EN = DateTimeFormatter.ofPattern("d MMMM y, HH:mm", Locale.ENGLISH);

    String say(String zh, String en) {
        return english ? en : zh;
    }

    String day(LocalDate day) {
        return (english ? DAY_EN : DAY_ZH).format(day);
    }

    /** In Shanghai. */
    String moment(Instant at) {
        return (english ? TIME_EN : TIME_ZH).format(at.atZone(BusinessDays.ZONE));
    }

    /**
     * How a day stands that something is owed by.
     *
     * @param workingDays left; negative when late
     */
    String left(LocalDate due, LocalDate today, int workingDays) {
        if (due.equals(today)) {
            return say("今日截止", "due today");
        }
        if (due.isBefore(today)) {
            return workingDays == 0 ? say("已逾期", "late")
                    : say("已逾期" + -workingDays + "个工作日", "late by " + -workingDays + " working days");
        }
        return workingDays == 0 ? say("未到截止日", "not yet due")
                : say("还有" + workingDays + "个工作日", workingDays + " working days left");
    }

    /** Whom to ask; where the notice prints nobody, the office that takes the reports. */
    String people(Notice notice) {
        List<ParsedContact> contacts = notice.contact == null ? List.of() : notice.contact;
        String people = contacts.stream().filter(contact -> contact.name() != null || contact.phone() != null)
                .map(contact -> contact.phone() == null ? contact.name()
                        : (contact.name() == null ? "" : contact.name() + say("，", ", ")) + say("电话", "phone ") + contact.phone())
                .collect(Collectors.joining(say("；", "; ")));
        String office = notice.reportTo != null ? notice.reportTo : notice.issuedBy;
        return !people.isEmpty() ? people : office != null ? office : say("通知印发机关", "the office that issued the notice");
    }
}
