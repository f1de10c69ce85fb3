package org.duban.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Sends many requests to all operations of a service, good, broken and hostile, one after another on one connection, and
 * looks after each whether its answer is one that the document has, and whether a refused one has changed anything.
 */
public final class Onslaught {
    private static final int REQUESTS_OF_A_WORLD = 250;

    private final Service service;
    private final long seed;
    private final Random random;
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Map<String, Integer> done = new TreeMap<>();
    private final Map<String, String> complaints = new LinkedHashMap<>();
    private int succeeded;

    /** @param seed the same seed makes the same requests, as far as the service gives the same ids */
    public Onslaught(Service service, long seed) {
        this.service = service;
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** @param complaints what was wrong, each kind once, with a request that shows it */
    public record Report(String summary, double shareOfSuccess, List<String> complaints) {}

    public Report run(int requests) throws IOException {
        long from = System.nanoTime();
        try (Wire wire = new Wire(service.address())) {
            JsonNode document = document(wire);
            List<Operation> operations = Operation.all(document);
            operations.forEach(operation -> done.put(operation.id(), 0));
            Judge judge = new Judge(document, path -> isPage(wire, path));
            World world = null;
            Requests maker = null;
            for (int i = 0; i < requests; i++) {
                if (i % REQUESTS_OF_A_WORLD == 0) {
                    world = service.world();
                    service.rest();
                    maker = new Requests(document, world, service.wrongTokens(), random);
                }
                // Each in turn, so that none is forgotten.
                Request request = maker.next(operations.get(i % operations.size()));
                request.mustBeRefused &= !world.reportsFaults(request);
                tag(wire, world, request);
                judge(wire, judge, request);
            }
        }
        TreeSet<String> never = new TreeSet<>();
        done.forEach((operation, times) -> {
            if (times == 0 && !service.refusedAsThingsStand().contains(operation)) {
                never.add(operation);
            }
        });
        double share = (double) succeeded / requests;
        if (!never.isEmpty()) {
            complaints.put("never", "no request succeeded of " + never);
        }
        return new Report("%d hostile requests in %d s, seed %d, %.0f %% of them 2xx; %s".formatted(requests,
                (System.nanoTime() - from) / 1_000_000_000, seed, share * 100, statuses), share,
                List.copyOf(complaints.values()));
    }

    private JsonNode document(Wire wire) throws IOException {
        Request request = new Request(null, "GET", "/q/openapi?format=json");
        return new ObjectMapper().readTree(wire.send(request).body());
    }

    private static boolean isPage(Wire wire, String path) {
        try {
            return wire.send(new Request(null, "GET", path)).status() == 200;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Three of four changes name what they change as it is now. */
    private void tag(Wire wire, World world, Request request) throws IOException {
        String path = world.tagged(request.operation, request.target.replaceAll("\\?.*", ""));
        if (path != null && request.method.equals(request.operation.method()) && !request.astray && random.nextInt(4) > 0) {
            Request read = new Request(request.operation, "GET", path);
            request.headers.stream().filter(header -> header[0].equals("Authorization")).forEach(header -> read.header(header[0], header[1]));
            String tag = wire.send(read).headers().get("etag");
            if (tag != null && request.headers.stream().noneMatch(header -> header[0].equals("If-Match"))) {
                request.header("If-Match", tag);
            }
        }
    }

    private void judge(Wire wire, Judge judge, Request request) throws IOException {
        long before = service.changes().count();
        Wire.Answer answer = wire.send(request);
        boolean success = answer.status() < 300;
        List<String> faults = new ArrayList<>(judge.faults(request, answer));
        if ((!success || request.method.equals("GET")) && service.changes().count() != before) {
            faults.add("has changed something: " + service.changes().since(before));
        }
        if (success) {
            succeeded++;
            if (!request.astray) {
                done.merge(request.operation.id(), 1, Integer::sum);
            }
            if (!request.operation.reads()) {
                service.rest();
            }
        }
        statuses.merge(answer.status(), 1, Integer::sum);
        if (!faults.isEmpty()) {
            String kind = request.operation.id() + answer.status() + faults.toString().replaceAll("\\d+", "#");
            complaints.putIfAbsent(kind, "%s%n  → %d %s%n  !! %s".formatted(request, answer.status(),
                    answer.text().substring(0, Math.min(500, answer.text().length())), String.join("; ", faults)));
        }
    }
}
