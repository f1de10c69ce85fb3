package org.duban.task.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A real notice with the labels that people gave it. */
record Labelled(String id, String text, JsonNode labels) {
    static final String SAMPLE = "00-honghe-2023-campus-safety";
    static final List<String> ALL = List.of(SAMPLE, "12-gangcheng-fgf-2021", "19-jining-employment-2017",
            "23-chizhou-business-2017", "28-tianjin-manufacturing-2023", "33-ewenki-report-2022");
    /** Those in {@code collected/}, see its README. */
    static final List<String> COLLECTED = index();

    private static List<String> index() {
        try {
            return new String(bytes("collected/index.txt"), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Labelled of(String id) {
        try {
            return new Labelled(id, new String(bytes(id + ".txt"), StandardCharsets.UTF_8),
                    new ObjectMapper().readTree(bytes(id + ".expected.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream in = Labelled.class.getResourceAsStream(file)) {
            return in.readAllBytes();
        }
    }

    /** What the labels take for right: the label itself, and its alternatives. */
    List<String> right(String field) {
        List<String> right = new ArrayList<>();
        right.add(labels.path(field).isTextual() ? labels.path(field).asText() : null);
        labels.path(field + "Alt").forEach(alternative -> right.add(alternative.isNull() ? null : alternative.asText()));
        return right;
    }

    static List<String> names(JsonNode task, String role) {
        List<String> names = new ArrayList<>();
        task.path(role).forEach(name -> names.add(name.asText()));
        return names;
    }
}
