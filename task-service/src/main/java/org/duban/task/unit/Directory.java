package org.duban.task.unit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duban.task.audit.Audit;
import org.duban.task.outbox.Outbox;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;

/** The directory of units (单位名录): who exists, under which name, reachable at which posts. */
@ApplicationScoped
public class Directory {
    private final DirectoryLock lock;
    private final Outbox outbox;
    private final Audit audit;
    private final Forgetting forgetting;
    private final Clock clock;

    Directory(DirectoryLock lock, Outbox outbox, Audit audit, Forgetting forgetting, Clock clock) {
        this.forgetting = forgetting;
        this.lock = lock;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Creates the unit or renames it; true when it is new. A name that another unit or group has is a 409.
     *
     * @param before asked with the unit as it is before it changes; what it throws stops the change
     */
    @Transactional
    boolean put(String code, String name, String actor, Consumer<Unit> before) {
        lock.take();
        Optional<Unit> known = Unit.locked(code);
        if (known.isPresent() && known.get().name.equals(Names.stored(name))) {
            return false;
        }
        known.ifPresent(before);
        refuseTaken(name, code, "/name");
        Map<String, String> old = known.map(unit -> Map.of("name", unit.name)).orElse(null);
        Unit unit = known.orElseGet(() -> new Unit(code));
        unit.rename(name);
        unit.persist();
        audit.record(new Audit.Entry(actor, known.isPresent() ? "unit.changed" : "unit.created", "unit", code,
                old, Map.of("name", unit.name), null));
        if (known.isPresent()) {
            publish(unit, Contact.of(code));
        }
        return known.isEmpty();
    }

    /**
     * Replaces all contacts of the unit.
     *
     * @param before asked with the present contacts, unless there are none or nothing would change
     */
    @Transactional
    void putContacts(String code, List<Contact> contacts, String actor, Consumer<List<Contact>> before) {
        lock.take();
        Unit unit = Unit.locked(code).orElseThrow(() -> missing(code));
        refuseRepeated(contacts);
        List<Contact> known = Contact.of(code);
        List<UnitEvents.Address> old = UnitEvents.addresses(known);
        if (!old.isEmpty()) {
            if (old.equals(UnitEvents.addresses(contacts))) {
                return;
            }
            before.accept(known);
        }
        Contact.delete("unit", code);
        Contact.persist(contacts);
        // The trail says that contacts changed and how many there are, not whose addresses they are.
        audit.record(new Audit.Entry(actor, "unit.contacts-replaced", "unit", code,
                Map.of("contacts", old.size()), Map.of("contacts", contacts.size()), null));
        publish(unit, contacts);
    }

    /**
     * Takes an address away from the unit and forgets it: what it published of it becomes empty, and notify-service is told to
     * blank it. It stands in the trail of this deletion alone. What was deleted by other means before can be forgotten too.
     *
     * @return the contacts that are left
     */
    @Transactional
    List<Contact> forget(String code, String address, String reason, String actor) {
        lock.take();
        Unit unit = Unit.locked(code).orElseThrow(() -> missing(code));
        Map<Boolean, List<Contact>> byAddress = Contact.of(code).stream()
                .collect(Collectors.partitioningBy(contact -> contact.email.equals(address)));
        Contact.delete("unit = ?1 and email = ?2", code, address);
        forgetting.forget(code, address);
        audit.record(new Audit.Entry(actor, "unit.contact-forgotten", "unit", code,
                Map.of("email", address, "roles", byAddress.get(true).stream().map(contact -> contact.role).toList()), null, reason));
        List<Contact> left = byAddress.get(false);
        outbox.append(UnitEvents.without(address, code, unit.name, UnitEvents.addresses(left), clock.instant()));
        return left;
    }

    /** Publishes the contacts of all units anew, in the transaction that is under way. */
    public void publishAll() {
        lock.take();
        Map<String, List<Contact>> contacts = Contact.<Contact>list("order by unit, id").stream()
                .collect(Collectors.groupingBy(contact -> contact.unit));
        outbox.append(Unit.<Unit>streamAll().map(unit -> UnitEvents.contacts(unit.code, unit.name,
                UnitEvents.addresses(contacts.getOrDefault(unit.code, List.of())), clock.instant())).toList());
    }

    /** Gives the unit one more contact, after those that it has; one that it has already changes nothing. */
    @Transactional
    public void addContact(String code, Contact.Role role, String post, String email, String actor) {
        lock.take();
        List<Contact> known = Contact.of(code);
        if (known.stream().noneMatch(contact -> contact.role == role && contact.email.equals(email))) {
            Stream<Contact> kept = known.stream().map(contact -> new Contact(code, contact.role, contact.post, contact.email));
            putContacts(code, Stream.concat(kept, Stream.of(new Contact(code, role, post, email))).toList(), actor, present -> {});
        }
    }

    private static void refuseRepeated(List<Contact> contacts) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < contacts.size(); i++) {
            if (!seen.add(contacts.get(i).role + " " + contacts.get(i).email)) {
                throw ProblemException.field("/" + i + "/email", "同一角色下，同一地址只能列一次。",
                        "An address may be listed once in a role.");
            }
        }
    }

    /**
     * Replaces all aliases of the unit.
     *
     * @param before asked with the present aliases, unless there are none or nothing would change
     */
    @Transactional
    List<String> putAliases(String code, List<String> names, String actor, Consumer<List<String>> before) {
        lock.take();
        Unit unit = Unit.locked(code).orElseThrow(() -> missing(code));
        List<Alias> aliases = IntStream.range(0, names.size()).mapToObj(i -> new Alias(code, names.get(i), i)).toList();
        List<String> wanted = aliases.stream().map(alias -> alias.name).toList();
        List<String> known = Alias.of(code);
        if (known.equals(wanted)) {
            return known;
        }
        if (!known.isEmpty()) {
            before.accept(known);
        }
        Alias.delete("unit", code);
        Set<String> seen = new HashSet<>(Set.of(unit.nameKey));
        for (int i = 0; i < aliases.size(); i++) {
            refuseTaken(names.get(i), code, "/" + i);
            if (!seen.add(aliases.get(i).nameKey)) {
                throw ProblemException.field("/" + i, "与本单位的名称或另一别名相同。", "It is the unit's name or another alias already.");
            }
        }
        Alias.persist(aliases);
        audit.record(new Audit.Entry(actor, "unit.aliases-replaced", "unit", code, Map.of("aliases", known),
                Map.of("aliases", wanted), null));
        return wanted;
    }

    /**
     * Creates the group or changes it; true when it is new. Every member must be in the directory.
     *
     * @param before asked with the group as it is before it changes
     */
    @Transactional
    boolean putGroup(String code, String name, List<UnitGroup.Member> members, String actor, Consumer<UnitGroup> before) {
        lock.take();
        Optional<UnitGroup> group = UnitGroup.locked(code);
        if (group.isPresent() && group.get().is(name, members)) {
            return false;
        }
        group.ifPresent(before);
        refuseTaken(name, code, "/name");
        Set<String> known = Unit.byCodes(members.stream().map(member -> member.unit).toList()).stream()
                .map(unit -> unit.code).collect(Collectors.toSet());
        ProblemException problem = new ProblemException(ProblemCode.UNITS_UNKNOWN,
                Text.of("组的成员中有单位不在名录中，见 errors；请先用 PUT /units/{code} 建立。",
                        "Some members are not in the directory; see errors. PUT /units/{code} first."));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < members.size(); i++) {
            String unit = members.get(i).unit;
            if (!known.contains(unit)) {
                problem.at("/members/" + i + "/unit", Text.of("名录中没有单位 %s。", "There is no unit %s.", unit));
            } else if (!seen.add(unit)) {
                throw ProblemException.field("/members/" + i + "/unit", "同一单位只能列一次。", "A unit may be listed once.");
            }
        }
        if (problem.hasPlaces()) {
            throw problem;
        }
        Map<String, Object> old = group.map(Directory::state).orElse(null);
        UnitGroup changed = group.orElseGet(() -> new UnitGroup(code));
        changed.change(name, members);
        changed.persist();
        audit.record(new Audit.Entry(actor, group.isPresent() ? "unit-group.changed" : "unit-group.created",
                "unit-group", code, old, state(changed), null));
        return group.isEmpty();
    }

    /** @throws ProblemException 404 when the directory has no such unit */
    public static Unit unit(String code) {
        return Unit.byCode(code).orElseThrow(() -> missing(code));
    }

    public static ProblemException missing(String code) {
        return ProblemException.notFound(new Text("单位", "unit"), code);
    }

    /**
     * Expands printed names to unit codes: a unit to itself, a group to its members on that day.
     *
     * @param given codes of units or groups by the names that mean them in one notice, before the directory's own names
     * @return codes by printed name, in the order given; a name that is not in the directory has no entry
     */
    public static Map<String, List<String>> expand(Collection<String> names, LocalDate day, Map<String, String> given) {
        Map<String, String> keys = names.stream().distinct().filter(name -> !given.containsKey(name)).collect(Collectors.toMap(Function.identity(), Names::key));
        Map<String, String> units = new HashMap<>();
        Alias.<Alias>list("nameKey in ?1", keys.values()).forEach(alias -> units.put(alias.nameKey, alias.unit));
        Unit.<Unit>list("nameKey in ?1", keys.values()).forEach(unit -> units.put(unit.nameKey, unit.code));
        Map<String, UnitGroup> groups = UnitGroup.<UnitGroup>list("nameKey in ?1", keys.values()).stream()
                .collect(Collectors.toMap(group -> group.nameKey, Function.identity()));
        Map<String, List<String>> codes = new LinkedHashMap<>();
        for (String name : new LinkedHashSet<>(names)) {
            String unit = given.containsKey(name) ? byName(name, given).map(meant -> meant.code).orElse(null) : units.get(keys.get(name));
            UnitGroup group = given.containsKey(name) ? UnitGroup.findById(given.get(name)) : groups.get(keys.get(name));
            if (unit != null) {
                codes.put(name, List.of(unit));
            }
            if (group != null) {
                codes.put(name, group.membersOn(day));
            }
        }
        return codes;
    }

    /** The unit of that printed name, or with that alias, or that it was said to mean, if the directory has it. */
    public static Optional<Unit> byName(String name, Map<String, String> given) {
        String key = Names.key(name);
        return given.containsKey(name) ? Unit.byCode(given.get(name))
                : Unit.byNameKey(key).or(() -> Alias.byNameKey(key).flatMap(alias -> Unit.byCode(alias.unit)));
    }

    /** The code of the unit that has that code, name or alias; what none has is given back, for who asks for a unit to refuse. */
    public static String code(String named) {
        return Unit.byCode(named).or(() -> byName(named, Map.of())).map(unit -> unit.code).orElse(named);
    }

    private void refuseTaken(String name, String code, String pointer) {
        String key = Names.key(name);
        boolean taken = Unit.byNameKey(key).filter(unit -> !unit.code.equals(code)).isPresent()
                || UnitGroup.byNameKey(key).filter(group -> !group.code.equals(code)).isPresent()
                || Alias.byNameKey(key).isPresent();
        if (taken) {
            throw new ProblemException(ProblemCode.NAME_TAKEN,
                    Text.of("名称“%s”已属于某一单位、单位组或别名。", "A unit, group or alias is named %s.", name))
                    .at(pointer, Text.of("名称已被使用。", "The name is taken."));
        }
    }

    private void publish(Unit unit, List<Contact> contacts) {
        outbox.append(UnitEvents.contacts(unit.code, unit.name, UnitEvents.addresses(contacts), clock.instant()));
    }

    private static Map<String, Object> state(UnitGroup group) {
        return Map.of("name", group.name, "members", group.members.stream().map(member -> member.unit).toList());
    }
}
