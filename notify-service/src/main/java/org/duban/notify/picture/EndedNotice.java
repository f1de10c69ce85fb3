package org.duban.notify.picture;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A notice of which nothing is sent any more; written only from events. */
@Entity
@Table(name = "ended_notice")
public class EndedNotice extends PanacheEntityBase {

    /** How a notice came to its end. */
    public enum End {
        CLOSED("已办结"),
        WITHDRAWN("已撤回");

        private final String words;

        End(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    @Id
    @Column(name = "notice_id")
    public UUID noticeId;

    @Enumerated(EnumType.STRING)
    public End status;

    /** Those of the notices that have ended; the live ones are missing. */
    public static Map<UUID, End> of(Collection<UUID> notices) {
        List<?> found = getEntityManager()
                .createNativeQuery("select * from ended_notice where notice_id = any(:notices)", EndedNotice.class)
                .setParameter("notices", notices.toArray(UUID[]::new))
                .getResultList();
        return found.stream()
                .map(EndedNotice.class::cast)
                .collect(Collectors.toMap(ended -> ended.noticeId, ended -> ended.status));
    }

    /** The first end counts; a notice has no second. */
    public static void keep(UUID notice, End status) {
        if (findById(notice) == null) {
            EndedNotice ended = new EndedNotice();
            ended.noticeId = notice;
            ended.status = status;
            ended.persist();
        }
    }
}
