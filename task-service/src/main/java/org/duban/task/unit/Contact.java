package org.duban.task.unit;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A post or mailbox of a unit. It belongs to the post, not to a person: whoever holds the post reads the mail. */
@Entity
public class Contact extends PanacheEntityBase {
    /** What a contact is written to for. */
    @Schema(name = "ContactRole")
    public enum Role {
        /** 联络员: every mail to the unit. */
        LIAISON,
        /** 分管领导: copies of chases and escalations. */
        LEADER
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "unit_code")
    String unit;

    @Enumerated(EnumType.STRING)
    public Role role;

    public String post;

    public String email;

    protected Contact() {}

    Contact(String unit, Role role, String post, String email) {
        this.unit = unit;
        this.role = role;
        this.post = post;
        this.email = email;
    }

    /** Those of the units that have a contact of that role. */
    public static Set<String> unitsWith(Role role, Collection<String> units) {
        return Contact.<Contact>stream("role = ?1 and unit in ?2", role, units).map(contact -> contact.unit).collect(Collectors.toSet());
    }

    public static List<Contact> of(String unit) {
        return list("unit = ?1 order by id", unit);
    }
}
