package org.duban.task.imports;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.duban.task.Tokens;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The import pages as a browser asks for them, as the office. */
final class ImportSite {
    private static final RestAssuredConfig AS_IT_IS = RestAssuredConfig.config().encoderConfig(
            EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));

    private ImportSite() {}

    /** @param location null: none */
    record Answer(int status, String location, Document page, Response response) {
        /** Where a form that was taken leads, opened. */
        Answer follow() {
            assertEquals(303, status, () -> page.text());
            return get(location.replaceFirst("^https?://[^/]+", "").replaceFirst("#.*", ""));
        }

        String text(String selector) {
            return page.select(selector).text();
        }

        /** What stands in that field of the open form. */
        String value(String name) {
            Element field = page.selectFirst("form.card [name=" + name + "]");
            return typed(field);
        }
    }

    /** A file in a form. */
    record Upload(String name, byte[] content) {}

    static RequestSpecification as(String role) {
        return given().config(AS_IT_IS).redirects().follow(false).header("Accept", "text/html")
                .header("Authorization", "Bearer " + Tokens.of(role, role.equals("unit") ? "532501" : null));
    }

    static Answer get(String path) {
        return answer(as("office").urlEncodingEnabled(false).get(path));
    }

    /** Sends a form as browsers do: lines end by CR LF. */
    static Answer post(String path, Map<String, ?> fields) {
        return answer(as("office").contentType("multipart/form-data; boundary=edge").body(body(fields)).post(path));
    }

    /** Sends the form that stands on the page for that action, with some of its fields as they are typed. */
    static Answer send(Answer on, String action, Map<String, ?> typed) {
        Element form = on.page.selectFirst("form[action=" + action + "]");
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Element field : form.select("input[name], select, textarea")) {
            boolean left = field.attr("type").equals("file") || field.attr("type").matches("radio|checkbox") && !field.hasAttr("checked");
            if (!left) {
                fields.put(field.attr("name"), typed(field));
            }
        }
        fields.putAll(typed);
        return post(action, fields);
    }

    /** What a browser has in that field; of a textarea it drops the first line end. */
    private static String typed(Element field) {
        Element chosen = field.selectFirst("option[selected]");
        return switch (field.tagName()) {
            case "textarea" -> field.wholeText().replaceFirst("^\n", "");
            case "select" -> (chosen == null ? field.selectFirst("option") : chosen).attr("value");
            default -> field.val();
        };
    }

    static byte[] body(Map<String, ?> fields) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> {
            boolean file = value instanceof Upload;
            write(body, "--edge\r\nContent-Disposition: form-data; name=\"" + name + "\""
                    + (file ? "; filename=\"" + ((Upload) value).name + "\"\r\nContent-Type: application/octet-stream" : "") + "\r\n\r\n");
            if (file) {
                body.writeBytes(((Upload) value).content);
            } else {
                write(body, value.toString().replace("\r\n", "\n").replace("\n", "\r\n"));
            }
            write(body, "\r\n");
        });
        write(body, "--edge--\r\n");
        return body.toByteArray();
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer answer(Response response) {
        return new Answer(response.statusCode(), response.header("Location"), Jsoup.parse(response.asString()), response);
    }
}
