package org.duban.stack.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Says what was measured. */
public final class Figures {
    private Figures() {}

    /** A figure that is judged by a bound, which stands for the floor. */
    public static void report(String name, double value, String unit, double bound) {
        report(name, value, unit, bound, value / bound);
    }

    /** Prints it as {@code bench NAME VALUE UNIT floor=VALUE ratio=VALUE} and adds it to the results. */
    static void report(String name, double value, String unit, double floor, double ratio) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", name);
        entry.put("value", rounded(value));
        entry.put("unit", unit);
        entry.put("floor", rounded(floor));
        entry.put("ratio", rounded(ratio));
        System.out.printf("bench %s %s %s floor=%s ratio=%s%n", entry.values().toArray());
        Results.bench().add(entry);
    }

    private static double rounded(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.3g", value));
    }
}
