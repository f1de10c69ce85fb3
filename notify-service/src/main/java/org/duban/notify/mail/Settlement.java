package org.duban.notify.mail;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duban.notify.smtp.Outcome;

/** What outcomes make of a delivery, and deliveries of their mail. */
final class Settlement {

    private Settlement() {}

    static void keep(Delivery delivery, Attempt attempt, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Delivered) {
            attempt.end(Attempt.Result.DELIVERED, null, now);
            settle(delivery, Delivery.Status.DELIVERED, null);
        } else if (outcome instanceof Outcome.Retry retry) {
            attempt.end(retry.ambiguous() ? Attempt.Result.AMBIGUOUS : Attempt.Result.RETRY, retry.reason(), now);
            settle(delivery, Delivery.Status.TEMPORARY_FAILURE, retry.reason());
        } else if (outcome instanceof Outcome.Rejected rejected) {
            attempt.end(Attempt.Result.REJECTED, rejected.reason(), now);
            settle(delivery, Delivery.Status.PERMANENT_FAILURE, rejected.reason());
            FlaggedAddress.flag(delivery.address, rejected.reason(), now);
        } else if (outcome instanceof Outcome.Later) {
            attempt.delete();
        }
    }

    /** What came back while it was being sent has come back ({@link Returns}). */
    private static void settle(Delivery delivery, Delivery.Status status, String reason) {
        if (delivery.isOpen()) {
            delivery.settle(status, reason);
        }
    }

    /**
     * Messages that were not tried, since they would have waited too long or their domain takes no more for now, go on at the moment
     * that they were given, not when a failure would be tried again.
     */
    static void settle(Mail mail, List<Delivery> deliveries, List<Outcome> outcomes, Instant now) {
        Optional<Instant> later = outcomes.stream()
                .filter(Outcome.Later.class::isInstance)
                .map(outcome -> ((Outcome.Later) outcome).when())
                .max(Comparator.naturalOrder());
        if (later.isEmpty() || outcomes.stream().anyMatch(Outcome.Retry.class::isInstance)) {
            settle(mail, deliveries, now);
        } else {
            Optional<Delivery> failed = deliveries.stream()
                    .filter(delivery -> delivery.status == Delivery.Status.TEMPORARY_FAILURE)
                    .findFirst();
            boolean untouched = deliveries.stream().allMatch(delivery -> delivery.status == Delivery.Status.PLANNED);
            mail.putOff(failed.map(delivery -> delivery.reason).orElse(null), later.get(), untouched);
        }
    }

    /** The mail's status after a round follows from its deliveries. */
    static void settle(Mail mail, List<Delivery> deliveries, Instant now) {
        if (mail.isOfLongStanding(now)) {
            giveUp(mail, deliveries, now);
        }
        Optional<Delivery> toRetry = deliveries.stream()
                .filter(Delivery::isOpen)
                .max(Comparator.comparing(delivery -> delivery.status));
        boolean arrived = deliveries.stream().anyMatch(delivery -> delivery.status == Delivery.Status.DELIVERED);
        if (toRetry.isPresent()) {
            String reason = toRetry.get().reason;
            mail.retryLater(reason == null ? "尚未轮到，稍后再发" : reason, now);
        } else if (arrived) {
            mail.delivered(now);
        } else {
            String reasons = deliveries.stream()
                    .map(delivery -> delivery.reason)
                    .distinct()
                    .collect(Collectors.joining("；"));
            mail.fail(reasons, now);
        }
    }

    /** Each address has 48 hours from its own first try (R10): one that a unit named only yesterday has not had its time. */
    private static void giveUp(Mail mail, List<Delivery> deliveries, Instant now) {
        Set<UUID> tried = Attempt.deliveriesTriedBefore(mail.id, now.minus(Mail.PATIENCE));
        deliveries.stream()
                .filter(delivery -> delivery.isOpen() && tried.contains(delivery.id))
                .forEach(delivery -> delivery.settle(
                        Delivery.Status.PERMANENT_FAILURE,
                        Mail.givenUp(delivery.reason == null ? "未能确认送达" : delivery.reason)));
    }

    /** What has gone out already stays said: only the messages that are still open are dropped. */
    static void drop(Mail mail, List<Delivery> known, String reason, Instant now) {
        known.stream().filter(Delivery::isOpen).forEach(delivery -> delivery.settle(Delivery.Status.DROPPED, reason));
        if (known.stream().anyMatch(delivery -> delivery.status == Delivery.Status.DELIVERED)) {
            mail.delivered(now);
        } else {
            Set<UUID> ids = known.stream().map(delivery -> delivery.id).collect(Collectors.toSet());
            boolean unsure = Attempt.of(mail.id).stream()
                    .anyMatch(each -> each.outcome == Attempt.Result.AMBIGUOUS && ids.contains(each.deliveryId));
            mail.drop(unsure ? reason + "（此前有一次尝试结果不明，可能已经送达）" : reason, now);
        }
    }
}
