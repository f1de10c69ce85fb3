package org.duban.notify.smtp;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the mail systems of some domains take: so many of our mails at once, so many a minute. Large ones refuse whoever
 * sends more, and then everything from it for hours. The limits are this instance's.
 */
@ApplicationScoped
public class DomainLimits {

    private static final Pattern ENTRY = Pattern.compile("([a-z0-9.-]+)=([1-9]\\d{0,3})/([1-9]\\d{0,5})");
    /** When it is looked at again whether fewer are under way. */
    private static final Duration MOMENT = Duration.ofMillis(500);

    private final Map<String, Gate> gates = new HashMap<>();

    DomainLimits(SenderSettings settings) {
        for (String entry : settings.limits().orElse(List.of())) {
            Matcher parts = ENTRY.matcher(entry.strip().toLowerCase(Locale.ROOT));
            if (!parts.matches()) {
                throw new IllegalStateException(
                        "DUBAN_MAIL_LIMITS: \"%s\" is not as 126.com=2/60 (domain=at once/a minute)".formatted(entry));
            }
            gates.put(parts.group(1), new Gate(Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3))));
        }
    }

    /** @return empty: it may be sent now, and {@link #leave} must follow; else when its turn comes */
    public Optional<Instant> enter(String address, Instant now) {
        Gate gate = gate(address);
        return gate == null ? Optional.empty() : gate.enter(now);
    }

    /** It was sent, or not. */
    public void leave(String address) {
        Gate gate = gate(address);
        if (gate != null) {
            gate.leave();
        }
    }

    private Gate gate(String address) {
        return gates.get(address.substring(address.indexOf('@') + 1).toLowerCase(Locale.ROOT));
    }

    private static final class Gate {

        private final int atOnce;
        private final Duration pace;
        private int inside;
        /** From when on the next may enter. */
        private Instant next = Instant.MIN;
        /** The last turn that was given to one that had to wait: those who wait come one after the other, not all at once. */
        private Instant last = Instant.MIN;

        Gate(int atOnce, int aMinute) {
            this.atOnce = atOnce;
            this.pace = Duration.ofMinutes(1).dividedBy(aMinute);
        }

        synchronized Optional<Instant> enter(Instant now) {
            if (inside < atOnce && !now.isBefore(next)) {
                inside++;
                next = now.plus(pace);
                return Optional.empty();
            }
            Instant soonest = inside < atOnce ? next : later(next, now.plus(MOMENT));
            last = later(soonest, last.plus(pace));
            return Optional.of(last);
        }

        synchronized void leave() {
            inside--;
        }

        private static Instant later(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }
    }
}
