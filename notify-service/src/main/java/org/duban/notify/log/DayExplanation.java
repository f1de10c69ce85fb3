package org.duban.notify.log;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duban.notify.hold.Hold;
import org.duban.notify.mail.Mail;
import org.duban.notify.mail.MailSearch;
import org.duban.notify.mail.Owed;
import org.duban.notify.picture.Picture;

/** Says why no mail was planned for a unit on a business day, from what events have shown of it since (R9). */
final class DayExplanation {

    private static final int MOST_ITEMS = 10;

    private final String unit;
    private final LocalDate day;
    private final LocalDate today;
    private final Words words;
    private final Optional<String> skipped;

    DayExplanation(String unit, LocalDate day, LocalDate today, Hold hold, Words words) {
        this.skipped = hold.last()
                .filter(last -> last.skipUntil() != null && !day.isAfter(words.day(last.skipUntil())))
                .map(last -> words.say(
                        "系统曾从%s的备份恢复，放行时要求跳过%s之前的提醒和通报。",
                        "The system was restored from a back-up of %s, and skipped reminders and briefings due up to %s.",
                        words.at(last.backupAt()),
                        words.at(last.skipUntil())));
        this.unit = unit;
        this.day = day;
        this.today = today;
        this.words = words;
    }

    /** @param pictures of the unit's deadlines, the oldest first */
    List<String> whyNone(List<Picture> pictures) {
        List<String> sentences = new ArrayList<>();
        sentences.add(words.say(
                "%s没有为单位%s安排邮件：没有收到当日应当发信的事件（交办、催办节点到期、退回）。",
                "No mail was planned on %s for unit %s: no event of that day asked for one (dispatch, rung fired, return).",
                day,
                unit));
        if (day.isAfter(today)) {
            sentences.add(words.say(
                    "该日尚未到来（今天是%s）；邮件在当日的事件到达后才安排。",
                    "That day is yet to come (today is %s); a mail is planned when its event comes.",
                    today));
        }
        skipped.ifPresent(sentences::add);
        if (pictures.isEmpty()) {
            sentences.add(words.say("没有任何事件提到过该单位的事项。", "No event has ever shown a task of that unit."));
        }
        long idle = 0;
        for (Map.Entry<UUID, List<Picture>> notice : byNotice(pictures).entrySet()) {
            Owed owed = Owed.of(notice.getValue());
            if (owed.open().isEmpty()) {
                idle++;
            } else {
                sentences.addAll(ofNotice(notice.getKey(), owed, notice.getValue()));
            }
        }
        if (idle > 0) {
            sentences.add(words.say(
                    "按最近已知的状态，该单位在%d个通知中没有待报送的事项，不发送提醒。",
                    "As last known, the unit owes nothing of %d notices, so nothing reminds it of them.",
                    idle));
        }
        return sentences;
    }

    private static Map<UUID, List<Picture>> byNotice(List<Picture> pictures) {
        return pictures.stream()
                .collect(Collectors.groupingBy(Picture::notice, LinkedHashMap::new, Collectors.toList()));
    }

    private List<String> ofNotice(UUID notice, Owed owed, List<Picture> pictures) {
        List<String> sentences = new ArrayList<>();
        Picture newest = pictures.get(pictures.size() - 1);
        Mail first = MailSearch.first(notice, unit).orElse(null);
        String title = first == null ? notice.toString() : "《" + first.noticeTitle + "》";
        sentences.add(words.say(
                "%s：最近已知的状态（%s）为待报送%d项（%s），待审核%d项，已办结%d项。",
                "%s: as last known (%s) the unit owes %d (%s), %d wait for review, %d are completed.",
                title,
                newest.day(),
                owed.open().size(),
                items(owed),
                owed.submitted().size(),
                owed.completed()));
        if (first != null && day.isBefore(first.day)) {
            sentences.add(words.say(
                    "%s的第一封邮件在%s，当日尚未交办。", "The first mail of %s is of %s; it was not dispatched yet.", title, first.day));
        } else if (owed.open().stream().allMatch(item -> item.due() == null)) {
            sentences.add(words.say("这些事项没有时限，不设催办。", "These have no day, so nothing reminds of them."));
        } else {
            sentences.add(words.say(
                    "%s的催办节点在当日没有到期；默认节点为截止前10、3、1个工作日和截止当日，逾期1、5个工作日，此后每5个工作日至60个工作日。",
                    "No rung of %s was due on that day; by default there are T-10, T-3, T-1, T, T+1, T+5 and every 5"
                            + " working days up to T+60.",
                    title));
        }
        MailSearch.lastBefore(notice, unit, day)
                .ifPresent(mail -> sentences.add(words.say(
                        "此前最近一封是%s的%s邮件（%s）。",
                        "The last before it is of %s: %s (%s).",
                        mail.day,
                        words.of(mail.kind),
                        words.say(mail.status.words(), mail.status.name()))));
        return sentences;
    }

    /** Which, and by when. */
    private String items(Owed owed) {
        String some = owed.open().stream()
                .limit(MOST_ITEMS)
                .map(item -> item.due() == null
                        ? words.say("%s未定时限", "%s without a day", item.assignment().label())
                        : words.say("%s时限%s", "%s by %s", item.assignment().label(), item.due()))
                .collect(Collectors.joining(words.say("、", ", ")));
        return owed.open().size() > MOST_ITEMS ? some + words.say("等", ", …") : some;
    }
}
