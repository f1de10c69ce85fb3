package org.duban.task.unit;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Optional;

/** A further name (别名) by which notices print a unit, such as a former or a short one. */
@Entity
@Table(name = "unit_alias")
public class Alias extends PanacheEntityBase {
    @Id
    @Column(name = "name_key")
    String nameKey;

    @Column(name = "unit_code")
    String unit;

    public String name;

    int position;

    protected Alias() {}

    Alias(String unit, String name, int position) {
        this.nameKey = Names.key(name);
        this.unit = unit;
        this.name = Names.stored(name);
        this.position = position;
    }

    static List<String> of(String unit) {
        return getEntityManager().createQuery("select name from Alias where unit = ?1 order by position", String.class)
                .setParameter(1, unit).getResultList();
    }

    static Optional<Alias> byNameKey(String key) {
        return find("nameKey", key).firstResultOptional();
    }
}
