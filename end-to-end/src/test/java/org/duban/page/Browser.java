package org.duban.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Chromium of this machine, as somebody uses it who reads the service at one address. What no page of ours may do is
 * noted for every page: an error on the console, a failing script, a request to anywhere else.
 */
public final class Browser implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> QUIET = List.of("--no-sandbox", "--disable-quic", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--no-first-run");
    private static final int HEIGHT = 900;
    /** For whatever is to appear; a machine that is busy with other tests is slow. */
    private static final int AT_MOST_MILLIS = 30_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Browser(Playwright playwright, Path executable) {
        this.playwright = playwright;
        this.chromium = playwright.chromium().launch(
                new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(QUIET));
    }

    /** Where there is none, the test is skipped. */
    public static void assumeThere() {
        assumeTrue(executable().isPresent(), "No Chromium on this machine (none of " + NAMES + " is on PATH): skipped.");
    }

    /** Starts it; where there is none, the test is skipped. */
    public static Browser open() {
        assumeThere();
        Optional<Path> executable = executable();
        PlaywrightAssertions.setDefaultAssertionTimeout(AT_MOST_MILLIS);
        return new Browser(Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))), executable.get());
    }

    private static Optional<Path> executable() {
        return NAMES.stream().flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))).filter(Files::isExecutable).findFirst();
    }

    /**
     * A window of its own, with nothing remembered.
     *
     * @param url      the page; it is opened
     * @param width    in CSS pixels
     * @param language as in Accept-Language, zh-CN or en
     * @param faults   gets a line for whatever the page must not do
     */
    public Page open(String url, int width, String language, ColorScheme scheme, List<String> faults) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, HEIGHT).setLocale(language).setColorScheme(scheme));
        Page page = context.newPage();
        String origin = origin(url);
        page.onRequest(request -> {
            if (request.url().startsWith("http") && !origin(request.url()).equals(origin)) {
                faults.add("asks another host: " + request.url());
            }
        });
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                faults.add("console: " + message.text());
            }
        });
        page.onPageError(error -> faults.add("script: " + error));
        page.navigate(url);
        return page;
    }

    private static String origin(String url) {
        return URI.create(url).resolve("/").toString();
    }

    /** On a telephone nobody wants to scroll sideways. */
    public static void assertFitsItsWidth(Page page) {
        assertEquals(page.viewportSize().width, page.evaluate("document.documentElement.scrollWidth"),
                () -> page.url() + " is wider than the window: " + page.evaluate("""
                        [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth)
                            .map(e => e.tagName + '.' + e.className).slice(0, 10).join(' ')"""));
    }

    /** With {@code -Dpictures=true}, a picture of the window for people to look at, in {@code target/pictures}. */
    public static void picture(Page page, String name) {
        if (Boolean.getBoolean("pictures")) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/pictures", name + ".png")));
        }
    }

    /** With {@code -Dpictures=true}, the page as a printer gets it. */
    public static void paper(Page page, String name) {
        if (Boolean.getBoolean("pictures")) {
            page.pdf(new Page.PdfOptions().setPath(Path.of("target/pictures", name + ".pdf")).setPreferCSSPageSize(true));
        }
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
