package org.duban.task.unit;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A named, dated set of units, such as 各县市人民政府; it expands to its members at dispatch. */
@Entity
@Table(name = "unit_group")
public class UnitGroup extends PanacheEntityBase {
    @Id
    public String code;

    public String name;

    @Column(name = "name_key")
    String nameKey;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "unit_group_member", joinColumns = @JoinColumn(name = "group_code"))
    @OrderColumn(name = "position")
    List<Member> members = new ArrayList<>();

    @Version
    int version;

    /** A membership; a null day is open on that side, and both days belong to it. */
    @Embeddable
    public static class Member {
        @Column(name = "unit_code")
        public String unit;

        @Column(name = "valid_from")
        public LocalDate from;

        @Column(name = "valid_to")
        public LocalDate to;

        protected Member() {}

        Member(String unit, LocalDate from, LocalDate to) {
            this.unit = unit;
            this.from = from;
            this.to = to;
        }

        private List<Object> key() {
            return Arrays.asList(unit, from, to);
        }

        boolean holdsOn(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
        }
    }

    protected UnitGroup() {}

    UnitGroup(String code) {
        this.code = code;
    }

    void change(String name, List<Member> members) {
        this.name = Names.stored(name);
        this.nameKey = Names.key(name);
        this.members.clear();
        // Removed before others take their positions: rewritten row by row, two members that change places would collide.
        if (isPersistent()) {
            flush();
        }
        this.members.addAll(members);
    }

    /** Codes of the units that belong to the group on that day, in its order. */
    public List<String> membersOn(LocalDate day) {
        return members.stream().filter(member -> member.holdsOn(day)).map(member -> member.unit).toList();
    }

    /** Whether a change to this would change nothing. */
    boolean is(String name, List<Member> members) {
        return this.name.equals(Names.stored(name)) && this.members.stream().map(Member::key).toList()
                .equals(members.stream().map(Member::key).toList());
    }

    /** The group, locked until the transaction ends. */
    static Optional<UnitGroup> locked(String code) {
        return findByIdOptional(code, LockModeType.PESSIMISTIC_WRITE);
    }

    static Optional<UnitGroup> byNameKey(String key) {
        return find("nameKey", key).firstResultOptional();
    }
}
