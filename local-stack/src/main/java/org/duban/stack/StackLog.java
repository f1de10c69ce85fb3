package org.duban.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Sends what the parts log, from WARNING up, to {@code stack.log} in the data directory instead of the console. */
final class StackLog implements AutoCloseable {

    /** The roots of the parts' logger names. */
    private static final List<String> PARTS =
            List.of("org.apache.kafka", "kafka", "state", "io.zonky", "com.icegreen", "org.postgresql");

    /** Held here because java.util.logging keeps loggers only as long as somebody else does. */
    private final List<Logger> loggers = PARTS.stream().map(Logger::getLogger).toList();

    private final FileHandler file;

    StackLog(Path data) throws IOException {
        // "%" begins a pattern in the handler's file name.
        file = new FileHandler(data.resolve("stack.log").toString().replace("%", "%%"), true);
        file.setFormatter(new SimpleFormatter());
        file.setEncoding("UTF-8");
        for (Logger logger : loggers) {
            logger.setLevel(Level.WARNING);
            logger.setUseParentHandlers(false);
            logger.addHandler(file);
        }
    }

    @Override
    public void close() {
        loggers.forEach(logger -> logger.removeHandler(file));
        file.close();
    }
}
