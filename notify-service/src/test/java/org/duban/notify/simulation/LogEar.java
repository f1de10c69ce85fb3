package org.duban.notify.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Hears every log line, and keeps those that hold an address of the simulation. */
final class LogEar extends Handler implements AutoCloseable {

    private final List<String> leaks = new ArrayList<>();

    LogEar() {
        Logger.getLogger("").addHandler(this);
    }

    @Override
    public synchronized void publish(LogRecord line) {
        String all = line.getMessage() + List.of(line.getParameters() == null ? new Object[0] : line.getParameters());
        for (Throwable cause = line.getThrown(); cause != null; cause = cause.getCause()) {
            all += cause.getMessage();
        }
        if (all.contains("honghe.example")) {
            leaks.add(all);
        }
    }

    /** Since the last call. */
    synchronized List<String> leaks() {
        List<String> heard = List.copyOf(leaks);
        leaks.clear();
        return heard;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
