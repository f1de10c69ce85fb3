package org.duban.notify.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.duban.notify.simulation.FakeBroker.Letter;
import org.duban.notify.simulation.Said.Reach;
import org.duban.notify.simulation.Said.Shown;
import org.duban.notify.simulation.Said.Told;

/** All that the service has been told so far, read by the plainest rules: the oracle. */
final class Applied {

    private static final List<String> CHASES = List.of("REMINDER", "CHASE", "ESCALATION");
    private static final List<String> ANSWERS = List.of("RETURNED", "EXTENSION_GRANTED", "EXTENSION_REFUSED", "REOPENED",
            "DISPUTE_REJECTED");

    final Map<UUID, Told> told;
    private final Map<UUID, Told> newest;
    private final Set<UUID> ended;
    private final Map<String, Map<String, List<String>>> reach;

    Applied() {
        this(Map.of(), Map.of(), Set.of(), Map.of());
    }

    private Applied(
            Map<UUID, Told> told, Map<UUID, Told> newest, Set<UUID> ended, Map<String, Map<String, List<String>>> reach) {
        this.told = new LinkedHashMap<>(told);
        this.newest = new HashMap<>(newest);
        this.ended = new HashSet<>(ended);
        this.reach = new HashMap<>(reach);
    }

    Applied copy() {
        return new Applied(told, newest, ended, reach);
    }

    /** Takes a batch; whether there was anything new in it. A contact always counts as new: the last one holds. */
    boolean apply(List<Letter> letters) {
        boolean fresh = false;
        for (Letter letter : letters) {
            if (letter.said() instanceof Told each && told.putIfAbsent(each.id(), each) == null) {
                fresh = true;
                if (each.ends()) {
                    ended.add(each.notice());
                }
                if (each.shown() != null) {
                    newest.merge(each.shown().deadline(), each,
                            (known, other) -> other.shown().version() > known.shown().version() ? other : known);
                }
            } else if (letter.said() instanceof Reach each) {
                fresh = true;
                reach.put(each.key(), each.addresses());
            }
        }
        return fresh;
    }

    Map<UUID, Long> versions() {
        Map<UUID, Long> versions = new HashMap<>();
        newest.forEach((deadline, event) -> versions.put(deadline, event.shown().version()));
        return versions;
    }

    boolean isEnded(UUID notice) {
        return ended.contains(notice);
    }

    /** The events that asked for a mail. */
    List<Told> reasons(String mail) {
        return told.values().stream()
                .filter(each -> each.mails().keySet().stream().anyMatch(audience -> each.mail(audience).equals(mail)))
                .toList();
    }

    /**
     * Whether a mail is pointless, since what it speaks of is done, moved, or ended (R7).
     *
     * @param generous whether an assignment that two deadlines show at once, as it does while it moves, counts for none
     */
    boolean isPointless(String mail, boolean generous) {
        List<Told> reasons = reasons(mail);
        Told any = reasons.get(0);
        String kind = strongest(mail);
        if (isEnded(any.notice())) {
            // That it is withdrawn is still to be told.
            return !kind.equals("WITHDRAWN");
        }
        if (CHASES.contains(kind)) {
            return reasons.stream().noneMatch(reason -> isOwed(reason.shown().deadline(), generous));
        }
        if (ANSWERS.contains(kind)) {
            return reasons.stream().noneMatch(reason -> ofUnit(reason)
                    .anyMatch(shown -> shown.owed().contains(reason.answered()) && !(generous && isShared(reason.answered()))));
        }
        return kind.equals("DISPATCH")
                && ofUnit(any).allMatch(shown -> Stream.concat(shown.owed().stream(), shown.submitted().stream())
                        .allMatch(assignment -> generous && isShared(assignment)));
    }

    private boolean isOwed(UUID deadline, boolean generous) {
        return newest.get(deadline).shown().owed().stream().anyMatch(assignment -> !(generous && isShared(assignment)));
    }

    private boolean isShared(UUID assignment) {
        return newest.values().stream().filter(event -> event.shown().all().contains(assignment)).count() > 1;
    }

    private Stream<Shown> ofUnit(Told reason) {
        return newest.values().stream()
                .filter(event -> event.notice().equals(reason.notice()) && event.unit().equals(reason.unit()))
                .map(Told::shown);
    }

    /** Of several kinds that one mail is asked for, the one that it must be. */
    String strongest(String mail) {
        String audience = audience(mail);
        return reasons(mail).stream()
                .map(reason -> reason.mails().get(audience))
                .reduce((one, other) -> CHASES.indexOf(other) > CHASES.indexOf(one) ? other : one)
                .orElse(null);
    }

    boolean isChase(String mail) {
        return CHASES.contains(strongest(mail));
    }

    /** The later chases of the same unit, notice and audience. */
    List<String> newerChases(String mail) {
        String audience = audience(mail);
        Told mine = reasons(mail).get(0);
        return told.values().stream()
                .filter(each -> CHASES.contains(each.mails().getOrDefault(audience, "")))
                .filter(each -> each.notice().equals(mine.notice()) && each.unit().equals(mine.unit()))
                .filter(each -> each.day().isAfter(mine.day()))
                .map(each -> each.mail(audience))
                .distinct()
                .toList();
    }

    List<String> addresses(String mail) {
        String audience = audience(mail);
        Told reason = reasons(mail).get(0);
        String key = audience.equals("MAILBOX") ? reason.notice().toString() : reason.unit();
        return reach.getOrDefault(key, Map.of()).getOrDefault(audience.equals("INSPECTORATE") ? "UNIT" : audience, List.of());
    }

    private static String audience(String mail) {
        return mail.substring(mail.indexOf(' ') + 1);
    }
}
