package org.duban.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.product.Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is delivered, by the bills of materials of the built services. {@code -Dlicences.update=true} writes the list anew. */
class LicencesTest {
    private static final List<String> SERVICES = List.of("task-service", "notify-service");
    private static final Path LIST = Path.of("../docs/third-party.txt");
    private static final String HEAD = """
            随两个服务一同交付的第三方库及其许可证；版本见各服务的物料清单 target/quarkus-run-cyclonedx.json。有多个许可证的，择一即可。
            The libraries that are delivered with the two services, and their licences; the versions are in each service's bill of
            materials, target/quarkus-run-cyclonedx.json. Of several licences one may be chosen.

            """;

    /** By these a library may be delivered unchanged with any program, its own text beside it. */
    private static final Set<String> GOOD = Set.of("Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0", "CC0-1.0", "Public Domain");

    /** As poms write them, where that is no identifier of SPDX. */
    private static final Map<String, String> NAMES = Map.of("FreeBSD License", "BSD-2-Clause");

    @ParameterizedTest
    @ValueSource(strings = {"task-service", "notify-service"})
    void everyLibraryHasALicenceByWhichItMayBeDelivered(String service) {
        List<String> refused = libraries(service).entrySet().stream()
                .filter(library -> library.getValue().stream().noneMatch(GOOD::contains))
                .map(library -> library.getKey() + ": " + library.getValue()).toList();

        assertEquals(List.of(), refused);
    }

    @Test
    void theListIsWhatIsDelivered() throws IOException {
        // Given
        Map<String, Set<String>> all = new TreeMap<>();
        SERVICES.forEach(service -> all.putAll(libraries(service)));
        String list = HEAD + all.entrySet().stream().map(library -> library.getKey() + "  " + String.join(" / ", library.getValue()) + "\n")
                .collect(Collectors.joining());

        // When
        if (Boolean.getBoolean("licences.update")) {
            Files.writeString(LIST, list);
        }

        // Then
        assertEquals(Files.readString(LIST), list, "docs/third-party.txt is not what is delivered; -Dlicences.update=true writes it");
    }

    /** The bill names the very files: as many libraries as lie there. */
    @ParameterizedTest
    @ValueSource(strings = {"task-service", "notify-service"})
    void theBillNamesEveryLibraryThatIsThere(String service) {
        Set<String> named = components(service).stream().map(component -> component.path("name").asText() + "-" + component.path("version").asText())
                .collect(Collectors.toSet());
        List<String> unnamed = new ArrayList<>();
        for (String folder : List.of("lib/main", "lib/boot")) {
            files(target(service).resolve("quarkus-app").resolve(folder)).stream().filter(file -> named.stream().noneMatch(file::contains)).forEach(unnamed::add);
        }

        assertEquals(List.of(), unnamed);
        assertTrue(named.size() > 100, named::toString);
    }

    /** By group and name, the licences that may be chosen. */
    private static Map<String, Set<String>> libraries(String service) {
        Map<String, Set<String>> libraries = new TreeMap<>();
        for (JsonNode component : components(service)) {
            String name = component.path("group").asText() + ":" + component.path("name").asText();
            // Of a library in parts of its own for each platform, the first part says it.
            if (!name.startsWith("org.duban:") && !name.matches(".*:native-(linux|osx|windows)-.*")) {
                libraries.put(name, licences(component));
            }
        }
        return libraries;
    }

    private static Set<String> licences(JsonNode component) {
        Set<String> licences = new TreeSet<>();
        component.path("licenses").forEach(each -> {
            String licence = each.at("/license/id").asText(each.at("/license/name").asText(each.path("expression").asText()));
            licences.add(NAMES.getOrDefault(licence, licence));
        });
        return licences.isEmpty() ? Set.of("unknown") : licences;
    }

    /** What runs; what only builds is named in the bill too, and is not delivered. */
    private static List<JsonNode> components(String service) {
        try {
            JsonNode bill = Api.JSON.readTree(target(service).resolve("quarkus-run-cyclonedx.json").toFile());
            return bill.path("components").valueStream()
                    .filter(component -> component.path("purl").asText().startsWith("pkg:maven/"))
                    .filter(component -> component.path("properties").valueStream().noneMatch(each -> each.path("value").asText().equals("development")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(service, e);
        }
    }

    private static Path target(String service) {
        return Path.of("..", service, "target");
    }

    private static List<String> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
