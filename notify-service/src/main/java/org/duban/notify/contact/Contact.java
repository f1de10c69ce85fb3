package org.duban.notify.contact;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.util.Collection;
import java.util.List;

/** A post of a unit with its address: a read model, written only from {@code duban.contacts}. */
@Entity
@IdClass(Contact.Key.class)
public class Contact extends PanacheEntityBase {

    /** The primary key. */
    public record Key(String unitCode, Role role, String email) {}

    @Id
    @Column(name = "unit_code")
    public String unitCode;

    @Id
    @Enumerated(EnumType.STRING)
    public Role role;

    @Id
    public String email;

    @Column(name = "unit_name")
    public String unitName;

    /** The post, as 办公室联络员; may be null. */
    public String post;

    public int rank;

    /** The contacts that have one of the addresses. */
    public static List<Contact> having(List<String> addresses) {
        return list("email in ?1 order by unitCode, role, rank", addresses);
    }

    /** All contacts of those units, each unit's in its own order. */
    public static List<Contact> of(Collection<String> unitCodes) {
        return getEntityManager()
                .createNativeQuery("select * from contact where unit_code = any(:units) order by unit_code, rank", Contact.class)
                .setParameter("units", unitCodes.toArray(String[]::new))
                .getResultList()
                .stream()
                .map(Contact.class::cast)
                .toList();
    }
}
