package org.duban.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.duban.product.Api;
import org.duban.product.Layout;
import org.duban.product.Ports;
import org.duban.product.Product;
import org.duban.replay.Quiet;
import org.duban.replay.SampleLoader;
import org.duban.sample.Sample;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The product and the browser in which the classes of this package look at its pages: one for all of them, for each takes ten
 * seconds to start. So each class sets the clock that it needs, and looks at notices of its own.
 */
final class Site implements AutoCloseable {
    final Product product;
    final Browser browser;
    private final Path local;

    private Site() {
        Browser.assumeThere();
        try {
            local = Files.createTempDirectory("duban-site");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        CompletableFuture<Product> starting = CompletableFuture.supplyAsync(() -> Product.start(
                Path.of("..").toAbsolutePath().normalize(), Layout.live(local), Ports.free(), Map.of()));
        browser = Browser.open();
        product = starting.join();
        new SampleLoader(product).loadUnits();
    }

    /** Gives the site to {@code @BeforeAll}; the first class starts it, the end of all classes ends it. */
    static final class Shared implements BeforeAllCallback, ParameterResolver {
        /** Here, since a class is skipped by what is thrown here, but fails by what a parameter throws. */
        @Override
        public void beforeAll(ExtensionContext context) {
            site(context);
        }

        private static Site site(ExtensionContext context) {
            return context.getRoot().getStore(Namespace.create(Site.class)).computeIfAbsent(Site.class, key -> new Site(), Site.class);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Site.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return site(context);
        }
    }

    /** The clock runs on from there. What was due before has come to rest, so that nothing of an earlier class waits for another time. */
    void run(String from) {
        rest();
        product.clock().run(Instant.parse(from));
    }

    /** Nothing is left to be done at this instant. */
    void rest() {
        new Quiet(product).await();
    }

    /** A draft of the sample as another notice. */
    ObjectNode sample(String title) {
        ObjectNode draft = (ObjectNode) office().postText("/api/v1/notices/parse", Sample.notice());
        return draft.put("title", title).put("mailbox", SampleLoader.MAILBOX).put("inspectorateUnit", SampleLoader.INSPECTORATE);
    }

    /** Loads it and dispatches it; its id. */
    String dispatched(String title) {
        String id = office().post("/api/v1/notices?duplicate=true", sample(title)).path("id").asText();
        office().post("/api/v1/notices/" + id + "/dispatch", Map.of());
        return id;
    }

    Api office() {
        return product.tasksAs("office", null);
    }

    String url(String path) {
        return product.tasks().url() + path;
    }

    @Override
    public void close() throws IOException {
        product.close();
        browser.close();
        List<Path> files;
        try (Stream<Path> all = Files.walk(local)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
