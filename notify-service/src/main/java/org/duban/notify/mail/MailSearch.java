package org.duban.notify.mail;

import io.quarkus.panache.common.Parameters;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What people ask of the ledger: who was told what, on which day, and what before. */
public final class MailSearch {

    private MailSearch() {}

    /** What to look for; null is anything. {@code visible} is the one unit that the caller may see. */
    public record Filter(UUID notice, String unit, String visible, MailStatus status, Kind kind, LocalDate day) {}

    /** Mails after a position of the ledger, in its order. */
    public static List<Mail> matching(Filter filter, long after, int limit) {
        StringBuilder query = new StringBuilder("position > :after");
        Parameters parameters = Parameters.with("after", after);
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("noticeId", filter.notice());
        wanted.put("unitCode", filter.unit());
        wanted.put("status", filter.status());
        wanted.put("kind", filter.kind());
        wanted.put("day", filter.day());
        wanted.forEach((field, value) -> {
            if (value != null) {
                query.append(" and ").append(field).append(" = :").append(field);
                parameters.and(field, value);
            }
        });
        if (filter.visible() != null) {
            query.append(" and unitCode = :visible");
            parameters.and("visible", filter.visible());
        }
        return Mail.<Mail>find(query + " order by position", parameters)
                .page(0, limit)
                .list();
    }

    /** What concerns a unit on a business day. */
    public static List<Mail> ofDay(String unit, LocalDate day, UUID notice) {
        return notice == null
                ? Mail.list("unitCode = ?1 and day = ?2 order by position", unit, day)
                : Mail.list("unitCode = ?1 and day = ?2 and noticeId = ?3 order by position", unit, day, notice);
    }

    /** The first mail that concerns a unit and a notice, by business day. */
    public static Optional<Mail> first(UUID notice, String unit) {
        return Mail.find("noticeId = ?1 and unitCode = ?2 order by day, position", notice, unit)
                .firstResultOptional();
    }

    /** The last mail that concerns a unit and a notice before a business day. */
    public static Optional<Mail> lastBefore(UUID notice, String unit, LocalDate day) {
        return Mail.find("noticeId = ?1 and unitCode = ?2 and day < ?3 order by day desc, position desc", notice, unit, day)
                .firstResultOptional();
    }
}
