package org.duban.notify.mail;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.lessThan;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.function.Supplier;
import org.duban.notify.StackResource;
import org.duban.stack.bench.Rounds;
import org.junit.jupiter.api.Test;

/** Writing a mail of each kind, from what is known to subject, text, HTML and files, beside copying the same characters. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class RenderBench {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double TARGET_MILLIS = 0.3;
    private static final int WARM_UP = 3_000;
    private static final int MAILS = 2_000;
    private static final int ROUNDS = 5;

    private final Matter[] matters = Arrays.stream(Kind.values()).map(Previews::matter).toArray(Matter[]::new);
    private final Composer.Rendered[] mails =
            Arrays.stream(matters).map(Composer::compose).toArray(Composer.Rendered[]::new);
    /** So that no compiler finds the work to be in vain. */
    private long written;

    @Test
    void aMailIsWrittenWithinTheTarget() {
        millis(this::product, WARM_UP);
        millis(this::floor, WARM_UP);
        Rounds<Double> rounds = Rounds.run(
                ROUNDS, () -> millis(this::product, MAILS), () -> millis(this::floor, MAILS), Double::doubleValue);
        rounds.report("render", "ms", Double::doubleValue);
        double last = millis(this::product, MAILS);
        assertThat(written + " characters", last, lessThan(TARGET_MILLIS));
    }

    private int next;

    private long product() {
        return Composer.compose(matters[next++ % matters.length]).html().length();
    }

    /** As quick as characters can be looked at and copied. */
    private long floor() {
        Composer.Rendered mail = mails[next++ % mails.length];
        return escaped(mail.html()).length() + escaped(mail.text()).length();
    }

    private static StringBuilder escaped(String text) {
        StringBuilder copy = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '&') {
                copy.append("&amp;");
            } else {
                copy.append(character);
            }
        }
        return copy;
    }

    /** Of processor time: modules are built beside each other. */
    private double millis(Supplier<Long> work, int times) {
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < times; i++) {
            written += work.get();
        }
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e6 / times;
    }
}
