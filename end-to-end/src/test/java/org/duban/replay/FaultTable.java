package org.duban.replay;

import java.util.LinkedHashMap;
import java.util.Map;
import org.duban.stack.bench.Results;

/** Rows of {@code target/faults.json}, printed as well. */
final class FaultTable {

    private FaultTable() {}

    /** @param times how often it was done to the product, all of them seen to happen */
    static void add(String fault, int times, ReplayResult result) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("fault", fault);
        row.put("runs", times);
        row.put("lost", result.lost());
        row.put("duplicates", result.duplicates());
        row.put("ambiguous", result.ambiguous());
        row.put("seen", times);
        Results.faults().add(row);
        System.out.printf("fault %-60s runs=%d lost=%d duplicates=%d ambiguous=%d seen=%d%n", row.values().toArray());
    }
}
