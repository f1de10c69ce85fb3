package org.duban.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes requests for an operation: good ones, and such with one fault or two. */
final class Requests {

    private final World world;
    private final Random random;
    private final Values values;
    private final BadBodies badBodies;
    private final BadHeads badHeads;

    Requests(JsonNode document, World world, Map<String, String> wrongTokens, Random random) {
        this.world = world;
        this.random = random;
        this.values = new Values(document, world, random);
        this.badBodies = new BadBodies(values, random);
        this.badHeads = new BadHeads(values, wrongTokens, random);
    }

    /** Half of them are good. */
    Request next(Operation operation) {
        boolean good = random.nextBoolean();
        boolean badBody = !good && !operation.bodies().isEmpty() && random.nextInt(5) < 3;
        boolean badHead = !good && (!badBody || random.nextInt(8) == 0);
        Request request = head(operation);
        request.header("Authorization", "Bearer " + world.token(operation));
        if (!operation.bodies().isEmpty()) {
            body(request, badBody);
        }
        if (operation.method().equals("POST") && random.nextInt(4) == 0) {
            request.header("Idempotency-Key", "key-" + random.nextLong());
        }
        if (random.nextInt(4) == 0) {
            request.header("Accept-Language", Texts.pick(random, List.of("en", "zh-CN", "en-GB,zh;q=0.5", "fr")));
        }
        if (badHead) {
            badHeads.spoil(request);
        }
        return request;
    }

    private Request head(Operation operation) {
        String path = operation.path();
        List<String> query = new ArrayList<>();
        for (Operation.Parameter parameter : operation.parameters()) {
            String place = "{" + parameter.name() + "}";
            if (parameter.in().equals("path")) {
                String before = operation.path().substring(0, operation.path().indexOf(place)).replaceAll("/$", "").replaceAll(".*/", "");
                path = path.replace(place, encode(values.of(parameter.schema(), operation.id(), before).asText()));
            } else if (parameter.in().equals("query") && !parameter.name().equals("after")
                    && (parameter.required() || random.nextInt(4) == 0)) {
                JsonNode value = values.of(parameter.schema(), operation.id(), parameter.name());
                (value.isArray() ? value : List.of(value)).forEach(each -> query.add(parameter.name() + "=" + encode(each.asText())));
            }
        }
        return new Request(operation, operation.method(), path + (query.isEmpty() ? "" : "?" + String.join("&", query)));
    }

    private void body(Request request, boolean bad) {
        String type = Texts.pick(random, List.copyOf(request.operation.bodies().keySet()));
        Operation.Body body = request.operation.bodies().get(type);
        request.header("Content-Type", type);
        if (type.endsWith("json")) {
            boolean byExample = !body.example().isMissingNode() && random.nextInt(5) < 3;
            JsonNode good = byExample ? values.local(body.example(), "") : values.of(body.schema(), "");
            if (bad) {
                badBodies.spoil(request, good, body.schema());
            } else {
                request.body = good.toString().getBytes(StandardCharsets.UTF_8);
            }
        } else if (type.startsWith("multipart/")) {
            Forms.fill(request, bytes(Texts.pick(random, world.values("text/plain"))), bad, random);
        } else {
            List<JsonNode> known = world.values(type);
            byte[] good = bytes(known.isEmpty() ? body.example() : Texts.pick(random, known));
            if (bad && type.startsWith("text/")) {
                badBodies.spoilText(request, type, new String(good, StandardCharsets.UTF_8));
            } else if (bad) {
                request.fault("empty body");
                request.body = new byte[0];
            } else {
                request.body = good;
            }
        }
    }

    /** A file is given as bytes. */
    private static byte[] bytes(JsonNode value) {
        try {
            return value.isBinary() ? value.binaryValue() : value.asText("x").getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
