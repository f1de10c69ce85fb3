package org.duban.notify.mail;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Pictures of mails for people to look at: a telephone's width and a desk's, side by side, by day and by night. */
final class Pictures {

    private static final Path FOLDER = Path.of("target/pictures");
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    /** A window has a least width of its own; a frame has not. */
    private static final String FRAMES = """
            <!DOCTYPE html><meta charset="UTF-8"><body style="margin:0;background:#888">
            <iframe src="mail.html" width="360" height="%1$d" style="border:0"></iframe>
            <iframe src="mail.html" width="800" height="%1$d" style="border:0"></iframe>""";

    private Pictures() {}

    /** Does nothing unless {@code -Dpictures=true}. */
    static void take(String name, String html) {
        Optional<Path> browser = browser();
        if (!Boolean.getBoolean("pictures") || browser.isEmpty()) {
            return;
        }
        try {
            Path folder = Files.createDirectories(FOLDER.resolve(name));
            int height = Math.min(8000, 1300 + html.length() / 12);
            Files.writeString(folder.resolve("mail.html"), html);
            Files.writeString(folder.resolve("frames.html"), FRAMES.formatted(height));
            shoot(browser.get(), folder, "light", height, List.of());
            shoot(browser.get(), folder, "dark", height, List.of("--blink-settings=preferredColorScheme=0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void shoot(Path browser, Path folder, String scheme, int height, List<String> settings) throws IOException {
        Stream<String> command = Stream.concat(
                Stream.of(
                        browser.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--hide-scrollbars",
                        "--window-size=1170," + height,
                        "--screenshot=" + folder.resolveSibling(folder.getFileName() + "-" + scheme + ".png").toAbsolutePath()),
                Stream.concat(settings.stream(), Stream.of(folder.resolve("frames.html").toUri().toString())));
        Process process = new ProcessBuilder(command.toList())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("browser.log").toFile())
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Path> browser() {
        return BROWSERS.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
