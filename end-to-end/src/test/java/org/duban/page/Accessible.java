package org.duban.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whether everybody can read and use a page: WCAG 2.2 AA as far as a machine can tell, by axe-core. */
public final class Accessible {
    private static final String AXE = axe();
    private static final String RUN = """
            async () => (await axe.run(document, {resultTypes: ['violations'],
                    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}))
                .violations.flatMap(rule => rule.nodes.map(node =>
                    `${rule.id}: ${rule.help}: ${node.target.join(' ')}: ${node.failureSummary}`))""";

    private Accessible() {}

    /** Of the page as it stands, in its present colours and width. */
    public static void check(Page page) {
        if (!(boolean) page.evaluate("'axe' in window")) {
            page.evaluate(AXE);
        }
        assertEquals(List.of(), page.evaluate(RUN), page::url);
    }

    private static String axe() {
        try (InputStream script = Accessible.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
