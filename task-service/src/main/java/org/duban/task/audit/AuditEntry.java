package org.duban.task.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One line of the trail, to be read; {@link Audit} writes it. */
@Entity
@Immutable
@Table(name = "audit")
public class AuditEntry extends PanacheEntityBase {
    @Id
    Long id;

    Instant at;

    String actor;

    String action;

    String entity;

    @Column(name = "entity_id")
    String entityId;

    @JdbcTypeCode(SqlTypes.JSON)
    JsonNode before;

    @JdbcTypeCode(SqlTypes.JSON)
    JsonNode after;

    String reason;

    protected AuditEntry() {}
}
