package org.duban.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Each version of a library or plugin stands once, among the properties of the root pom. */
class VersionsTest {
    private static final Set<String> HOLDERS = Set.of("dependency", "plugin", "extension", "path");

    static Stream<Path> poms() throws IOException {
        try (Stream<Path> modules = Files.list(Markdown.ROOT)) {
            return Stream.concat(Stream.of(Markdown.ROOT), modules.toList().stream()).map(folder -> folder.resolve("pom.xml"))
                    .filter(Files::exists);
        }
    }

    @ParameterizedTest
    @MethodSource("poms")
    void aVersionIsAPropertyOfTheRoot(Path pom) throws Exception {
        Element project = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile()).getDocumentElement();
        boolean root = pom.equals(Markdown.ROOT.resolve("pom.xml"));
        List<String> faults = new ArrayList<>();
        NodeList all = project.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Node node = all.item(i);
            String parent = node.getParentNode().getNodeName();
            String value = node.getTextContent().strip();
            if (node.getNodeName().equals("version") && HOLDERS.contains(parent) && !value.matches("\\$\\{[a-z0-9.-]*version}")) {
                faults.add("a version that is no property: " + value);
            }
            if (parent.equals("properties") && node.getNodeName().endsWith(".version") && !root) {
                faults.add(node.getNodeName() + " belongs into the root pom");
            }
        }

        assertEquals(List.of(), faults);
    }

    /** The same program is tested, documented and put into images. */
    @ParameterizedTest
    @MethodSource("poms")
    void everyModuleIsOfTheSameVersion(Path pom) {
        assertEquals(version(Markdown.ROOT.resolve("pom.xml")), version(pom));
    }

    private static String version(Path pom) {
        try {
            return Files.readString(pom).replaceFirst("(?s).*?<version>(.*?)</version>.*", "$1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
