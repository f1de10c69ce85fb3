package org.duban.task.notice;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.duban.task.parse.ParsedContact;

/** What events say of their notice: what a mail prints. No address; those travel on the contacts topic. */
public record NoticeRef(UUID id, String title, String documentNumber, String issuedBy, String reportTo,
        LocalDate reportBy, String reportByText, List<ParsedContact> contact) {

    public static NoticeRef of(Notice notice) {
        return new NoticeRef(notice.id, notice.title, notice.documentNumber, notice.issuedBy, notice.reportTo,
                notice.reportBy, notice.reportByText, notice.contact);
    }
}
