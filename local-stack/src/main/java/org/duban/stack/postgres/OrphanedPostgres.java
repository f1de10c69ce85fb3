package org.duban.stack.postgres;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A PostgreSQL that still runs on a data directory after the JVM that started it was killed. */
record OrphanedPostgres(Path data, PostgresBinaries binaries) {

    /** Stops it, whatever port it listens on; does nothing if there is none. */
    void stop() throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> process = process(pidFile);
        if (process.isEmpty()) {
            // PostgreSQL itself clears up after a server that is gone.
            return;
        }
        if (!isPostgres(process.get())) {
            // The machine was restarted and gave the number to another process, which pg_ctl would kill.
            Files.delete(pidFile);
            return;
        }
        Optional<Path> pgCtl = binaries.pgCtl();
        if (pgCtl.isPresent()) {
            run(pgCtl.get().toString(), "-D", data.toString(), "stop", "-m", "fast", "-w", "-t", "30");
        } else {
            terminate(process.get());
        }
    }

    /** The program to stop it with is gone: built anew since, perhaps. Nobody uses it any more, so it ends when it is asked to. */
    private void terminate(ProcessHandle process) throws IOException {
        process.destroy();
        try {
            process.onExit().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IOException("PostgreSQL still runs on %s and does not end: please end the process %d."
                    .formatted(data, process.pid()), e);
        }
    }

    private static Optional<ProcessHandle> process(Path pidFile) throws IOException {
        try {
            long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).trim());
            return ProcessHandle.of(pid);
        } catch (NumberFormatException | IndexOutOfBoundsException torn) {
            return Optional.empty();
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString())
                .filter(name -> name.startsWith("postgres"))
                .isPresent();
    }

    private static void run(String... command) throws IOException {
        List<String> words = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // True only as root: like PostgreSQL itself, pg_ctl refuses to run as root.
            words.addAll(List.of("unshare", "-U"));
        }
        words.addAll(List.of(command));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        try {
            if (process.waitFor() != 0) {
                throw new IOException("A PostgreSQL left by an earlier run could not be stopped: " + output.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while stopping a PostgreSQL left by an earlier run.", e);
        }
    }
}
