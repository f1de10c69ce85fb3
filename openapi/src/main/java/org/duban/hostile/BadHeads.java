package org.duban.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Spoils all but the body: path, query, headers, method, token. */
final class BadHeads {
    private static final int LONG_HEADER = 20_000;
    private static final int LONG_TARGET = 9_000;
    private static final List<String> BAD_TEXT = List.of("%00", "a%0d%0aX-Injected:%201", "%ff%fe", "%ed%a0%80", "%e2%80%ae", "%c2%85", "%1b");
    private static final List<String> BAD_UUIDS = List.of("1", "0", "-1", "x", "1-1-1-1-1", "0198c0de-0000-7000-8000-00000000000g",
            "0198c0de-0000-7000-8000-0000000000001", "{0198c0de-0000-7000-8000-000000000001}", "null", "%27%20or%201=1--", "%00", "%ff",
            "..%2f..%2fetc%2fpasswd", "%252e%252e", "%3Cscript%3E", "0198c0de000070008000000000000001", "*");
    private static final List<String> BAD_DAYS = List.of("tomorrow", "2023-02-30", "2023-8-1", "20230801", "%2B999999999-01-01", "9999-12-31",
            "2023-08-01T00:00:00Z", "-2023-08-01", "0000-00-00", "%00");
    private static final List<String> BAD_NUMBERS = List.of("x", "1e3", "1.0", "0x10", "99999999999999999999", "-2147483649", "%2B5", "%EF%BC%91",
            "1%20", "NaN", "%00");
    private static final List<String> BAD_SORTS = List.of("id;drop%20table%20notice", "DUE", "due,id", "--due", "a.unitCode", "(select%201)", "due%20desc", "%00");
    private static final List<String> BAD_CURSORS = List.of("x", "0", "-1", "AAAA", "eyJpZCI6MX0", "%00", "..", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "%F0%9F%98%80", "'", "a".repeat(3000));
    private static final List<String> STRAY = List.of("/..%2f", "/%2e%2e/", "/./", "//", "/%00/", "/;x=1/", "/%5c..%5c/", "/%zz/", "/~/", "/*/");
    private static final List<String> WRONG_TYPES = List.of("text/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
            "application/octet-streams", "image/svg+xml", "a", "/", "application/json/json", "*/*", "application/jsonx");
    private static final List<String> ODD_TYPES = List.of("application/json; charset=gbk", "application/json;charset=utf-16", "APPLICATION/JSON",
            "application/json; a=b; c", "application/json, text/plain", "application/json;charset=\"", "application/json;charset=klingon");
    private static final List<String> ODD_ACCEPTS = List.of("text/html", "image/png", "application/json;q=0", "*/*", ";;;", "a", "application/*+json",
            "text/html,application/xhtml+xml,*/*;q=0.8", "application/json;version=2", "", "application/problem+json", "application/json;q=x");
    private static final List<String[]> ODD_HEADERS = List.of(new String[][] {
        {"If-None-Match", "*"}, {"If-None-Match", "\"x\", W/\"y\""}, {"If-None-Match", ",,,"}, {"If-Match", "garbage"}, {"If-Match", "W/\"x\""},
        {"If-Match", ""}, {"If-Modified-Since", "yesterday"}, {"If-Unmodified-Since", "Sat, 01 Jan 2000 00:00:00 GMT"},
        {"Range", "bytes=0-"}, {"Range", "bytes=9-1"}, {"Idempotency-Key", ""}, {"Idempotency-Key", "k".repeat(300)}, {"Idempotency-Key", "键"},
        {"Idempotency-Key", "'; drop table idempotency_key; --"}, {"Accept-Language", "x".repeat(500)}, {"Accept-Language", "*;q=2,,;"},
        {"Accept-Charset", "gbk"}, {"Accept-Encoding", "br, gzip;q=0"}, {"Content-Encoding", "gzip"}, {"X-HTTP-Method-Override", "DELETE"},
        {"X-Forwarded-For", "127.0.0.1"}, {"X-Forwarded-Proto", "javascript"}, {"Forwarded", "for=\"_x\";host=evil.example"}, {"Origin", "https://evil.example"},
        {"Cookie", "a=b; c"}, {"X-Original-URL", "/local/clock"}, {"TE", "trailers"}, {"Upgrade", "h2c"}, {"Prefer", "return=minimal"},
        {"Content-Language", "\u00ff"}, {"Traceparent", "00-zz"}, {"Via", "1.1 x"}, {"User-Agent", ""}});

    private final Values values;
    private final Map<String, String> wrongTokens;
    private final Random random;

    BadHeads(Values values, Map<String, String> wrongTokens, Random random) {
        this.values = values;
        this.wrongTokens = wrongTokens;
        this.random = random;
    }

    void spoil(Request request) {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> query(request);
            case 3, 4 -> path(request);
            case 5 -> stray(request);
            case 6 -> {
                String[] header = Texts.pick(random, ODD_HEADERS);
                request.oddity(header[0] + ": " + header[1]);
                request.header(header[0], header[1]);
            }
            case 7 -> contentType(request);
            case 8 -> {
                String accept = Texts.pick(random, ODD_ACCEPTS);
                request.oddity("Accept: " + accept);
                request.header("Accept", accept);
            }
            case 9 -> {
                String method = Texts.pick(random, List.of("GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "QUERY"));
                request.astray = !method.equals(request.method);
                request.oddity("method " + method);
                request.method = method;
            }
            case 10 -> token(request);
            default -> tooLong(request);
        }
    }

    private void query(Request request) {
        List<Operation.Parameter> known = request.operation.parameters().stream().filter(p -> p.in().equals("query")).toList();
        if (known.isEmpty() || random.nextInt(3) == 0) {
            add(request, Texts.pick(random, List.of("unknown=1", "units=1", "LIMIT=1", "access_token=x", "_method=DELETE", "a[]=1", "limit%00=1",
                    "callback=x", "fields=*", "x=%ff")));
            request.fault("unknown query parameter");
            return;
        }
        Operation.Parameter parameter = Texts.pick(random, known);
        JsonNode schema = values.resolve(parameter.schema());
        drop(request, parameter.name());
        if (parameter.required() && random.nextInt(3) == 0) {
            request.fault("without " + parameter.name());
            return;
        }
        String bad = bad(parameter.name(), schema);
        request.fault(parameter.name() + "=" + bad);
        add(request, parameter.name() + "=" + bad);
        if (random.nextInt(6) == 0 && !schema.path("type").asText().equals("array")) {
            add(request, parameter.name() + "=" + bad);
        }
    }

    private String bad(String name, JsonNode schema) {
        if (schema.path("type").asText().equals("array")) {
            return bad(name, values.resolve(schema.path("items")));
        }
        if (schema.has("enum")) {
            return Texts.pick(random, List.of("0", "x", schema.at("/enum/0").asText().toLowerCase(), "%00", schema.at("/enum/0").asText() + "%20"));
        }
        return switch (schema.path("type").asText() + schema.path("format").asText()) {
            case "boolean" -> Texts.pick(random, List.of("1", "TRUE", "yes", "null", "0", "%00"));
            case "stringuuid" -> Texts.pick(random, BAD_UUIDS);
            case "stringdate", "stringdate-time" -> Texts.pick(random, BAD_DAYS).replace("2023-08-01T00:00:00Z", "now");
            case "integerint32", "integer" -> {
                List<String> bad = new ArrayList<>(BAD_NUMBERS);
                if (schema.has("maximum")) {
                    bad.addAll(List.of(String.valueOf(schema.get("maximum").asInt() + 1), String.valueOf(schema.get("minimum").asInt() - 1), "1000000000"));
                }
                yield Texts.pick(random, bad);
            }
            default -> Texts.pick(random, name.equals("after") ? BAD_CURSORS : name.equals("sort") ? BAD_SORTS : BAD_TEXT);
        };
    }

    private void path(Request request) {
        List<Operation.Parameter> known = request.operation.parameters().stream().filter(p -> p.in().equals("path")).toList();
        if (known.isEmpty()) {
            stray(request);
            return;
        }
        Operation.Parameter parameter = Texts.pick(random, known);
        JsonNode schema = values.resolve(parameter.schema());
        String bad = schema.path("format").asText().equals("date") ? Texts.pick(random, BAD_DAYS) : Texts.pick(random, BAD_UUIDS);
        if (schema.path("type").asText().equals("integer")) {
            // Not those that may be an id.
            bad = Texts.pick(random, BAD_UUIDS.stream().filter(id -> !id.matches("\\d+")).toList());
        } else if (!schema.has("format") && !schema.has("enum")) {
            bad = Texts.pick(random, List.of("%00", "%ff", "%20", "..%2f..", "%3Cscript%3E", "a".repeat(300), "%e5%b7%9e", "-x", "a_b", "%2e%2e"));
        }
        String[] template = request.operation.path().split("/");
        String[] parts = request.target.replaceAll("\\?.*", "").split("/");
        for (int i = 0; i < parts.length && i < template.length; i++) {
            if (template[i].contains("{" + parameter.name() + "}")) {
                parts[i] = template[i].replace("{" + parameter.name() + "}", bad);
            }
        }
        request.fault(parameter.name() + " of the path: " + bad);
        // What is decoded to a slash or dots may lead elsewhere.
        request.astray = bad.contains("%2f") || bad.contains("%2e") || bad.contains("%252e");
        request.target = String.join("/", parts) + (request.target.contains("?") ? request.target.substring(request.target.indexOf('?')) : "");
    }

    private void stray(Request request) {
        String piece = Texts.pick(random, STRAY);
        String path = request.target;
        int at = path.indexOf('/', random.nextInt(Math.max(1, path.replaceAll("\\?.*", "").lastIndexOf('/'))));
        request.target = path.substring(0, at) + piece + path.substring(at + 1);
        request.oddity("path with " + piece);
        request.astray = true;
    }

    private void contentType(Request request) {
        if (request.operation.bodies().isEmpty()) {
            request.oddity("a body that nobody asked for");
            request.body = "{\"a\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            request.header("Content-Type", Texts.pick(random, WRONG_TYPES));
        } else if (random.nextBoolean()) {
            String type = Texts.pick(random, WRONG_TYPES);
            // A wildcard and nonsense are for the server to judge.
            boolean wrong = type.matches("[a-z]+/[a-z].*") && !type.contains("json/");
            if (wrong) {
                request.fault("Content-Type: " + type);
            } else {
                request.oddity("Content-Type: " + type);
            }
            request.header("Content-Type", type);
        } else {
            String type = random.nextInt(4) == 0 ? null : Texts.pick(random, ODD_TYPES);
            request.oddity("Content-Type: " + type);
            request.header("Content-Type", type);
        }
    }

    private void token(Request request) {
        String what = Texts.pick(random, List.copyOf(wrongTokens.keySet()));
        request.oddity("token " + what);
        request.header("Authorization", wrongTokens.get(what));
    }

    private void tooLong(Request request) {
        if (random.nextBoolean()) {
            request.fault("a long header");
            request.header("X-Long", "x".repeat(LONG_HEADER));
        } else {
            request.fault("a long address");
            add(request, "q=" + "x".repeat(LONG_TARGET));
        }
    }

    private static void add(Request request, String pair) {
        request.target += (request.target.contains("?") ? "&" : "?") + pair;
    }

    private static void drop(Request request, String name) {
        int question = request.target.indexOf('?');
        if (question >= 0) {
            List<String> kept = List.of(request.target.substring(question + 1).split("&")).stream()
                    .filter(pair -> !pair.startsWith(name + "=")).toList();
            request.target = request.target.substring(0, question) + (kept.isEmpty() ? "" : "?" + String.join("&", kept));
        }
    }
}
