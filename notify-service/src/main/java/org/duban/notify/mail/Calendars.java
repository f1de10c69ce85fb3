package org.duban.notify.mail;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.duban.notify.attachment.Attachment;
import org.duban.notify.attachment.CalendarFile;
import org.duban.notify.picture.Picture;

/**
 * A unit's days for its calendar. One entry is one deadline, whose version is its sequence: so a mail needs no memory of
 * what was sent before. A mail that opens or moves days brings those that stand and takes back those of which nothing is
 * owed any more; a receipt or a relief takes back its own.
 */
final class Calendars {

    private final Matter matter;

    private Calendars(Matter matter) {
        this.matter = matter;
    }

    /** Empty for mails that change no day. */
    static List<Attachment> of(Matter matter) {
        if (matter.audience() != Audience.UNIT) {
            return List.of();
        }
        return switch (matter.kind()) {
            case DISPATCH, AMENDED, RETURNED, EXTENSION_GRANTED, REOPENED -> new Calendars(matter).standing();
            case RECEIPT, RELIEVED, WITHDRAWN -> new Calendars(matter).over();
            default -> List.of();
        };
    }

    private List<Attachment> standing() {
        List<Picture> toCome = dated(deadline -> !deadline.due().isBefore(matter.today()));
        List<Picture> owed = toCome.stream().filter(this::isOwed).toList();
        List<Attachment> files = new ArrayList<>();
        if (!owed.isEmpty()) {
            files.add(CalendarFile.published(
                    "报送时限.ics",
                    matter.issuer().address(),
                    at(),
                    owed.stream().map(this::entry).toList()));
        }
        toCome.stream().filter(deadline -> !isOwed(deadline)).map(this::cancelled).forEach(files::add);
        return files;
    }

    private List<Attachment> over() {
        Set<UUID> told = matter.reasons().stream()
                .map(reason -> ((EventData.OfDeadline) reason.data()).deadline().id())
                .collect(Collectors.toSet());
        return dated(deadline -> told.contains(deadline.deadline()) && !isOwed(deadline)).stream()
                .map(this::cancelled)
                .toList();
    }

    private List<Picture> dated(Predicate<Picture> wanted) {
        return matter.owed().deadlines().stream()
                .filter(deadline -> deadline.due() != null)
                .filter(wanted)
                .toList();
    }

    private boolean isOwed(Picture deadline) {
        return matter.owed().open().stream()
                .anyMatch(item -> item.picture().deadline().equals(deadline.deadline()));
    }

    private Attachment cancelled(Picture deadline) {
        return CalendarFile.cancelled(
                "取消报送时限" + Chinese.shortDay(deadline.due()) + ".ics", matter.issuer().address(), at(), entry(deadline));
    }

    /** Of the change, not of the sending: a repeat is the same. */
    private Instant at() {
        return matter.reasons().get(matter.reasons().size() - 1).occurredAt();
    }

    private CalendarFile.Entry entry(Picture deadline) {
        LocalDate due = deadline.due();
        String to = matter.notice().reportTo() == null ? "" : "向" + Chinese.name(matter.notice().reportTo());
        return new CalendarFile.Entry(
                deadline.deadline() + "@" + matter.issuer().domain(),
                deadline.version(),
                due,
                "报送截止：" + Chinese.oneLine(matter.notice().title(), 60),
                "请于" + Chinese.longDay(due) + "前（含当日）" + to + "报送办理情况。\n来源：" + UnitLetter.source(matter.notice())
                        + "\n以最近一封邮件所列时限为准。");
    }
}
