package org.duban.task.unit;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Version;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A unit (单位) that can be responsible for measures. */
@Entity
public class Unit extends PanacheEntityBase {
    /** Its code: for a government the six digits of GB/T 2260, else one that the office gives, such as 532500-12. */
    @Id
    public String code;

    public String name;

    @Column(name = "name_key")
    String nameKey;

    @Version
    int version;

    protected Unit() {}

    Unit(String code) {
        this.code = code;
    }

    void rename(String name) {
        this.name = Names.stored(name);
        this.nameKey = Names.key(name);
    }

    public static Optional<Unit> byCode(String code) {
        return findByIdOptional(code);
    }

    /** The same, locked until the transaction ends. */
    static Optional<Unit> locked(String code) {
        return findByIdOptional(code, LockModeType.PESSIMISTIC_WRITE);
    }

    static Optional<Unit> byNameKey(String key) {
        return find("nameKey", key).firstResultOptional();
    }

    public static List<Unit> byCodes(Collection<String> codes) {
        return list("code in ?1", codes);
    }
}
