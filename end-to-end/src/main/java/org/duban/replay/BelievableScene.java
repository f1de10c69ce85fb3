package org.duban.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duban.product.Api;
import org.duban.product.Product;

/**
 * An invented summer: some acknowledge at once, most report on time, some late, one is returned and reworked, and a
 * few never answer. Units act at the end of a day with their own tokens; the office reviews on the next working day,
 * the inspectorate what the office itself reported (R11).
 */
public final class BelievableScene implements Scene {
    /** 州教育体育局: the unit that reports go to. */
    private static final String REPORT_TO = "532500-02";
    /** The report that is returned once: what 州卫生健康委 files first. */
    private static final String RETURNED_UNIT = "532500-16";
    private static final LocalDate NEW_DUE = LocalDate.of(2023, 8, 10);
    private static final LocalDate REWORKED = LocalDate.of(2023, 8, 9);

    /** When a unit acknowledges, sends an interim report, and reports; null: never. */
    private record Part(LocalDate acknowledges, LocalDate interim, LocalDate reports) {}

    private static final Map<String, Part> PARTS = parts("""
            532500-01 07-19 -     07-28
            532500-02 07-19 07-25 08-01
            532500-03 07-19 -     07-27
            532500-04 07-19 -     07-31
            532500-05 07-20 07-26 08-01
            532500-06 07-20 -     07-28
            532500-07 07-24 -     08-04
            532500-08 07-20 -     07-31
            532500-09 07-19 -     07-26
            532500-10 07-21 -     08-01
            532500-11 07-20 -     07-31
            532500-12 07-19 -     07-25
            532500-13 07-20 -     08-09
            532500-14 07-20 -     07-28
            532500-15 07-21 -     08-02
            532500-16 07-19 -     07-31
            532500-17 07-19 -     07-24
            532500-18 07-20 -     07-31
            532500-19 -     -     -
            532501    07-19 -     07-28
            532502    07-20 -     07-31
            532503    07-19 -     07-27
            532504    07-20 -     08-01
            532523    07-24 -     08-03
            532524    07-20 -     07-28
            532525    07-21 -     07-31
            532527    07-20 -     08-01
            532528    07-26 -     08-16
            532529    07-25 08-01 08-11
            532530    07-24 -     -
            532531    -     -     -
            532532    07-21 -     08-01
            """);

    private final Product product;
    private final Map<String, Api> units = new HashMap<>();
    private boolean returned;

    public BelievableScene(Product product) {
        this.product = product;
    }

    private static Map<String, Part> parts(String table) {
        Map<String, Part> parts = new TreeMap<>();
        table.lines().map(line -> line.strip().split("\\s+")).forEach(words ->
                parts.put(words[0], new Part(day(words[1]), day(words[2]), day(words[3]))));
        return parts;
    }

    private static LocalDate day(String monthDay) {
        return monthDay.equals("-") ? null : LocalDate.parse("2023-" + monthDay);
    }

    @Override
    public String name() {
        return "believable";
    }

    @Override
    public int endOfDay(String notice, LocalDate day, boolean workingDay) {
        if (workingDay) {
            review(notice);
        }
        int reports = 0;
        for (Map.Entry<String, Part> part : PARTS.entrySet()) {
            reports += act(notice, part.getKey(), part.getValue(), day);
        }
        return reports;
    }

    private int act(String notice, String code, Part part, LocalDate day) {
        boolean reworks = code.equals(RETURNED_UNIT) && day.equals(REWORKED);
        boolean reports = day.equals(part.reports) || reworks;
        if (!day.equals(part.acknowledges) && !day.equals(part.interim) && !reports) {
            return 0;
        }
        Api unit = units.computeIfAbsent(code, c -> product.tasksAs("unit", c));
        List<JsonNode> own = new ArrayList<>();
        for (String status : List.of("AWAITING_ACKNOWLEDGEMENT", "IN_PROGRESS")) {
            own.addAll(unit.all("/api/v1/assignments?notice=%s&unit=%s&status=%s".formatted(notice, code, status)));
        }
        if (day.equals(part.acknowledges)) {
            own.forEach(a -> unit.post("/api/v1/assignments/" + a.path("id").asText() + "/acknowledgement", Map.of()));
            return 0;
        }
        if (own.isEmpty()) {
            return 0;
        }
        // Together, as a unit does: so it gets one receipt.
        Map<String, Object> report = new HashMap<>(reports ? finalReport(reworks) : interimReport());
        report.put("assignments", own.stream().map(a -> a.path("id").asText()).toList());
        unit.post("/api/v1/submissions", report);
        return own.size();
    }

    private static Map<String, Object> interimReport() {
        return Map.of("kind", "INTERIM", "percent", 60, "summary", "（演示）已制定方案并开展自查，正在逐项整改。",
                "nextSteps", "月底前完成整改并报送办结情况。");
    }

    private static Map<String, Object> finalReport(boolean reworks) {
        return Map.of("kind", "FINAL", "percent", 100, "summary", reworks
                ? "（演示）已补充活动时间、场次和覆盖学校清单，任务已完成。" : "（演示）已按任务要求完成部署、自查和整改，建立长效机制。");
    }

    /** Everything that waits is reviewed by whoever may: all is accepted, but for one report, which is returned once. */
    private void review(String notice) {
        Api office = product.tasksAs("office", null);
        Api inspectorate = product.tasksAs("inspectorate", null);
        Map<String, String> unitOf = new HashMap<>();
        office.all("/api/v1/assignments?notice=" + notice)
                .forEach(a -> unitOf.put(a.path("id").asText(), a.path("unit").asText()));
        for (JsonNode submission : office.all("/api/v1/submissions?waiting=true&notice=" + notice)) {
            String unit = unitOf.get(submission.path("assignmentId").asText());
            boolean back = unit.equals(RETURNED_UNIT) && !returned;
            returned |= back;
            Map<String, Object> review = back
                    ? Map.of("decision", "RETURN", "reason", "（演示）未附活动的时间、场次和覆盖学校，请补充后重新报送。",
                            "newDue", NEW_DUE.toString())
                    : Map.of("decision", "ACCEPT");
            (unit.equals(REPORT_TO) ? inspectorate : office)
                    .post("/api/v1/submissions/" + submission.path("id").asText() + "/review", review);
        }
    }
}
