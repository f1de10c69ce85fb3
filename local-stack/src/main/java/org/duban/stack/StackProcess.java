package org.duban.stack;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The stack as a child process. Needs only the JDK, so that tests of the services can take this jar without its
 * dependencies, which would meet their own.
 *
 * <p>The child ends when this process does, however that happens.
 */
public final class StackProcess implements AutoCloseable {

    private static final int START_SECONDS = 90;
    private static final int STOP_SECONDS = 10;
    private static final String READY = "READY ";

    private final Process process;
    private final StackAddresses addresses;

    private StackProcess(Process process, StackAddresses addresses) {
        this.process = process;
        this.addresses = addresses;
    }

    /** Starts the stack on free ports. See {@link StackOptions} for the directories. */
    public static StackProcess start(Path data, Path mails) {
        return start(data, mails, List.of());
    }

    /** Starts the stack on the ports of {@link StackPorts#from}. */
    public static StackProcess start(Path data, Path mails, int basePort) {
        return start(data, mails, List.of("--port", String.valueOf(basePort)));
    }

    private static StackProcess start(Path data, Path mails, List<String> portArguments) {
        Path errors = data.resolve("stack.err");
        Process process = null;
        try {
            Files.createDirectories(data.resolve("tmp"));
            process = new ProcessBuilder(command(data, mails, portArguments)).redirectError(errors.toFile()).start();
            return new StackProcess(process, awaitReady(process, errors));
        } catch (IOException | RuntimeException e) {
            if (process != null) {
                process.destroy();
            }
            throw e instanceof StackException known
                    ? known
                    : new StackException("The local stack could not be started.", e);
        }
    }

    private static List<String> command(Path data, Path mails, List<String> portArguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Halves the start; the stack is never under a load that would need more.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-XX:-UsePerfData"));
        // A library leaves a script there when it is killed.
        command.add("-Djava.io.tmpdir=" + data.resolve("tmp"));
        command.addAll(List.of("-cp", classPath(), Main.class.getName()));
        command.addAll(List.of("--data", data.toString(), "--mails", mails.toString()));
        command.addAll(portArguments);
        return command;
    }

    /** The built jar with its libraries, or this process's own class path if the libraries are on it. */
    private static String classPath() {
        if (StackProcess.class.getResource("/kafka/server/KafkaRaftServer.class") != null) {
            return System.getProperty("java.class.path");
        }
        // Our classes come from target/local-stack.jar or, in a build that does not package, from target/classes.
        Path target = codeSource().getParent();
        Path jar = target.resolve("local-stack.jar");
        Path libraries = target.resolve("lib");
        if (!Files.exists(jar) || !Files.isDirectory(libraries)) {
            throw new StackException("The local stack is not built; run `mvn -pl local-stack package`. Missing: %s, %s"
                    .formatted(jar, libraries));
        }
        return jar + File.pathSeparator + libraries.resolve("*");
    }

    /** Where this class comes from: a jar, or a directory of classes. */
    public static Path codeSource() {
        try {
            return Path.of(StackProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new StackException("The place of the local stack's classes is unknown.", e);
        }
    }

    private static StackAddresses awaitReady(Process process, Path errors) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line;
        try {
            line = CompletableFuture.supplyAsync(() -> readLine(output)).get(START_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            line = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while the local stack was starting.", e);
        }
        if (line == null || !line.startsWith(READY)) {
            throw new StackException("The local stack did not start within %d s; it said %s and %s"
                    .formatted(START_SECONDS, line, Files.readString(errors)));
        }
        return StackAddresses.parse(line.substring(READY.length()));
    }

    /** @return null at the end of the output */
    private static String readLine(BufferedReader output) {
        try {
            return output.readLine();
        } catch (IOException e) {
            return null;
        }
    }

    public StackAddresses addresses() {
        return addresses;
    }

    public long pid() {
        return process.pid();
    }

    /** Kills the process (SIGKILL), as a crash would; PostgreSQL is left running until the next start. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Stops the stack cleanly; kills it if that takes more than ten seconds. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The process is gone already.
        }
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
