package org.duban.notify.picture;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The latest known state of one deadline: a read model, written only from events. */
@Entity
@Table(name = "deadline_picture")
public class DeadlinePicture extends PanacheEntityBase {

    @Id
    public UUID id;

    @Column(name = "notice_id")
    public UUID noticeId;

    @Column(name = "unit_code")
    public String unitCode;

    public long version;

    /** Null where the deadline has no day. */
    public LocalDate due;

    /** Working days left on {@link #day}; negative when late, null without a day. */
    @Column(name = "working_days_left")
    public Integer workingDaysLeft;

    /** The business day of the event. */
    public LocalDate day;

    @Column(name = "occurred_at")
    public Instant occurredAt;

    /** JSON of the assignments; {@link PictureStore} writes and reads it. */
    public String assignments;

    static List<DeadlinePicture> of(String unit) {
        return list("unitCode = ?1 order by occurredAt, version", unit);
    }

    static List<DeadlinePicture> of(Collection<UUID> notices, Collection<String> units) {
        return getEntityManager()
                .createNativeQuery("""
                        select * from deadline_picture where notice_id = any(:notices) and unit_code = any(:units)
                        order by occurred_at, version""", DeadlinePicture.class)
                .setParameter("notices", notices.toArray(UUID[]::new))
                .setParameter("units", units.toArray(String[]::new))
                .getResultList()
                .stream()
                .map(DeadlinePicture.class::cast)
                .toList();
    }

    static List<DeadlinePicture> of(UUID notice, String unit) {
        return list("noticeId = ?1 and unitCode = ?2 order by occurredAt, version", notice, unit);
    }
}
