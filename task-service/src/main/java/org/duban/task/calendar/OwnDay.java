package org.duban.task.calendar;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;

/** A day that the office declared off or worked, before what the State Council publishes. */
@Entity
@Table(name = "calendar_day")
public class OwnDay extends PanacheEntityBase {
    @Id
    public LocalDate day;

    @Column(name = "working")
    public boolean workingDay;

    public String reason;

    public String actor;

    public Instant at;

    protected OwnDay() {}

    OwnDay(LocalDate day) {
        this.day = day;
    }
}
