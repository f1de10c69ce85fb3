package org.duban.notify.simulation;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a record means, as its writer meant it: the checker believes this and not what the product read. */
sealed interface Said {

    /**
     * An event.
     *
     * @param occasion null where it asks for no mail
     * @param unit whom it concerns; of a list the inspectorate; null where it concerns none
     * @param mails the kind of mail that each audience is to get
     * @param shown null where it shows no deadline
     * @param answered the assignment that it decides on; null where it decides on none
     * @param ends whether the notice ends with it
     */
    record Told(
            UUID id,
            String type,
            String occasion,
            UUID notice,
            String unit,
            LocalDate day,
            Map<String, String> mails,
            Shown shown,
            UUID answered,
            boolean ends)
            implements Said {

        /** The mail's name all over the simulation. */
        String mail(String audience) {
            return occasion + " " + audience;
        }
    }

    /** A deadline at one version, and those of its assignments that are owed, that wait for review, that it has at all. */
    record Shown(UUID deadline, long version, Set<UUID> owed, Set<UUID> submitted, Set<UUID> all) {}

    /** Addresses by audience, of a unit or of a notice; nobody where it is a tombstone. */
    record Reach(String key, Map<String, List<String>> addresses) implements Said {}

    /** Nothing that could be understood. */
    record Nonsense(String what) implements Said {}
}
