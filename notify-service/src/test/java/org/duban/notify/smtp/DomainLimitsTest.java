package org.duban.notify.smtp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody is sent more than it takes, and whoever waits comes to its turn. */
class DomainLimitsTest {

    private static final Instant NOW = Instant.parse("2023-08-02T00:30:00Z");

    @Test
    void aDomainThatIsNotNamedHasNone() {
        DomainLimits limits = new DomainLimits(TestSettings.limits("126.com=1/1"));
        for (int i = 0; i < 100; i++) {
            assertThat(limits.enter("a@honghe.example", NOW), equalTo(Optional.empty()));
            assertThat(limits.enter("a@sub.126.com", NOW), equalTo(Optional.empty()));
        }
    }

    @Test
    void noMoreAtOnceThanItTakes() {
        DomainLimits limits = new DomainLimits(TestSettings.limits("126.com=2/60000"));
        assertThat(limits.enter("a@126.com", NOW), equalTo(Optional.empty()));
        assertThat(limits.enter("b@126.COM", NOW.plusSeconds(1)), equalTo(Optional.empty()));
        Instant later = limits.enter("c@126.com", NOW.plusSeconds(2)).orElseThrow();
        assertThat(limits.enter("c@126.com", later).isPresent(), equalTo(true));
        limits.leave("a@126.com");
        assertThat(limits.enter("c@126.com", later), equalTo(Optional.empty()));
    }

    /** As the ledger has it: who is put off is looked at again at the moment that it was told. */
    @Test
    void oneHundredMailsAtOnceGoOneAfterTheOtherAndEachIsPutOffOnce() {
        DomainLimits limits = new DomainLimits(TestSettings.limits("126.com=2/60"));
        PriorityQueue<Instant> due = new PriorityQueue<>();
        for (int i = 0; i < 100; i++) {
            due.add(NOW);
        }
        List<Instant> sent = new ArrayList<>();
        int looks = 0;
        while (!due.isEmpty()) {
            Instant now = due.remove();
            looks++;
            Optional<Instant> later = limits.enter("a@126.com", now);
            later.ifPresentOrElse(due::add, () -> {
                sent.add(now);
                limits.leave("a@126.com");
            });
        }
        for (int i = 1; i < sent.size(); i++) {
            assertThat(Duration.between(sent.get(i - 1), sent.get(i)), equalTo(Duration.ofSeconds(1)));
        }
        assertThat(looks, lessThanOrEqualTo(199));
    }

    @ParameterizedTest
    @ValueSource(strings = {"126.com", "126.com=2", "126.com=0/60", "126.com=2/0", "=2/60", "a b=1/1", "126.com=2/60/1"})
    void whatIsNoLimitStopsTheStart(String entry) {
        Exception refused = assertThrows(IllegalStateException.class, () -> new DomainLimits(TestSettings.limits(entry)));
        assertThat(refused.getMessage(), containsString("DUBAN_MAIL_LIMITS: \"" + entry + "\""));
    }
}
