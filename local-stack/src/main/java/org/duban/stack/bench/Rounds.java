package org.duban.stack.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * A product and its floor, measured by turns, so that what else the machine does meets both. The median of the rounds'
 * ratios is judged. Where the floor itself varies more than twofold nothing was measured: such rounds are run again.
 *
 * @param <T> what one measurement gives
 */
public final class Rounds<T> {
    private static final int ATTEMPTS = 3;
    private static final double STEADY = 2;
    /** Seconds; {@code -Dbench.warm} makes a trial short. */
    private static final long MOST_WARM = Long.getLong("bench.warm", 180);
    private static final long LEAST_WARM = Math.min(20, MOST_WARM);

    private final List<T> products = new ArrayList<>();
    private final List<T> floors = new ArrayList<>();

    private Rounds() {}

    /**
     * Repeats it until it no longer becomes faster: three turns that all stay under 1.03 × the best before them; at least
     * 20 s, at most three minutes. A fixed time would measure the compiler on two cores.
     *
     * @param turn does the work and gives its rate
     */
    public static void warm(DoubleSupplier turn) {
        long start = System.nanoTime();
        double best = 0;
        for (int steady = 0; seconds(start) < LEAST_WARM || steady < 3 && seconds(start) < MOST_WARM;) {
            double rate = turn.getAsDouble();
            steady = rate > 1.03 * best ? 0 : steady + 1;
            best = Math.max(best, rate);
        }
    }

    private static long seconds(long start) {
        return (System.nanoTime() - start) / 1_000_000_000;
    }

    /**
     * @param count five or more; both are warm already
     * @param steady the value of the floor that may not vary
     * @throws IllegalStateException when the floor never was steady
     */
    public static <T> Rounds<T> run(int count, Supplier<T> product, Supplier<T> floor, ToDoubleFunction<T> steady) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Rounds<T> rounds = new Rounds<>();
            for (int i = 0; i < count; i++) {
                // Turn about, so that neither always comes after the other.
                if (i % 2 == 0) {
                    rounds.products.add(product.get());
                    rounds.floors.add(floor.get());
                } else {
                    rounds.floors.add(floor.get());
                    rounds.products.add(product.get());
                }
            }
            double[] values = rounds.floors.stream().mapToDouble(steady).sorted().toArray();
            if (values[count - 1] <= STEADY * values[0]) {
                return rounds;
            }
            System.out.printf(Locale.ROOT, "void: the floor varied from %.2f to %.2f%n", values[0], values[count - 1]);
        }
        throw new IllegalStateException("The floor varied more than twofold in every attempt: the machine is too busy.");
    }

    /** Prints one value as {@code bench NAME VALUE UNIT floor=VALUE ratio=VALUE} with its range and adds it to the results. */
    public double report(String name, String unit, ToDoubleFunction<T> value) {
        double[] ratios = new double[products.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = value.applyAsDouble(products.get(i)) / value.applyAsDouble(floors.get(i));
        }
        double ratio = median(ratios);
        Figures.report(name, median(products.stream().mapToDouble(value).toArray()), unit,
                median(floors.stream().mapToDouble(value).toArray()), ratio);
        System.out.printf(Locale.ROOT, "      ratios of %d rounds: %.2f to %.2f%n", ratios.length, ratios[0], ratios[ratios.length - 1]);
        return ratio;
    }

    /** Sorts. */
    private static double median(double[] values) {
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
}
