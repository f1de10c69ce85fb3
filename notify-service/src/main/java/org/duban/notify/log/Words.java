package org.duban.notify.log;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.duban.notify.mail.Audience;
import org.duban.notify.mail.Kind;

/** The language of an explanation. Reasons that the ledger holds stay as they were written, in Chinese. */
record Words(boolean english) {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter CHINESE =
            DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm:ss").withZone(ZONE);
    private static final DateTimeFormatter ENGLISH =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZONE);

    /** Both forms take the same arguments, by {@link String#format}. */
    String say(String chinese, String english, Object... arguments) {
        return (this.english ? english : chinese).formatted(arguments);
    }

    String of(Kind kind) {
        return say(kind.words(), plain(kind));
    }

    String of(Audience audience) {
        return say(audience.words(), plain(audience));
    }

    /** In Asia/Shanghai; empty for null. */
    String at(Instant instant) {
        return instant == null ? "" : (english ? ENGLISH : CHINESE).format(instant);
    }

    /** The day in Asia/Shanghai. */
    LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZONE);
    }

    private static String plain(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
