package org.duban.task;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A list as a client reads it to its end. */
public final class Pages {
    private Pages() {}

    /** All its items, by pages of one. */
    public static List<Map<String, Object>> oneByOne(Supplier<RequestSpecification> caller, String path) {
        List<Map<String, Object>> items = new ArrayList<>();
        String after = "";
        while (after != null) {
            JsonPath page = caller.get().get(path + "&limit=1" + after).then().statusCode(200).extract().jsonPath();
            items.addAll(page.getList("items"));
            after = page.getString("next") == null ? null : "&after=" + page.getString("next");
        }
        return items;
    }

    /** All its items, by one page. */
    public static List<Map<String, Object>> whole(Supplier<RequestSpecification> caller, String path) {
        return caller.get().get(path + "&limit=200").then().statusCode(200).extract().jsonPath().getList("items");
    }
}
