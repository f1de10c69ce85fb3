package org.duban.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import org.duban.product.Api;

/** 台账: prints who owes what at the end. */
final class Ledger {
    private static final Map<String, String> LIGHTS = Map.of("RED", "红", "YELLOW", "黄", "GREEN", "绿");

    private Ledger() {}

    static void print(PrintStream out, Api office, String notice) {
        Map<String, String> names = new HashMap<>();
        office.all("/api/v1/units").forEach(unit -> names.put(unit.path("code").asText(), unit.path("name").asText()));
        out.println();
        out.println("台账（演示数据） Ledger");
        out.println("代码        期限        事项  办结  待审  未办结  逾期  灯  单位");
        for (JsonNode d : office.all("/api/v1/deadlines?notice=" + notice)) {
            if (d.path("assignments").asInt() > 0) {
                out.printf("%-10s  %s  %4d  %4d  %4d  %6d  %4d  %s  %s%n", d.path("unit").asText(), d.path("due").asText(),
                        d.path("assignments").asInt(), d.path("completed").asInt(), d.path("submitted").asInt(),
                        d.path("open").asInt(), d.path("overdue").asInt(), LIGHTS.get(d.path("light").asText()),
                        names.get(d.path("unit").asText()));
            }
        }
    }
}
