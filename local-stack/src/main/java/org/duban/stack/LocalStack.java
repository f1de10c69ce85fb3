package org.duban.stack;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.duban.sample.Sample;
import org.duban.stack.kafka.KafkaBroker;
import org.duban.stack.mail.MailPages;
import org.duban.stack.mail.MailServer;
import org.duban.stack.mail.MailStore;
import org.duban.stack.postgres.PostgresServer;

/**
 * A real PostgreSQL, a real Kafka broker and a real SMTP and IMAP server on loopback, for a machine that has none.
 *
 * <p>What was written is there again after {@link #close} and after the process was killed. Kafka and mail run in this
 * JVM, PostgreSQL beside it.
 */
public final class LocalStack implements AutoCloseable {

    private final StackAddresses addresses;
    private final List<AutoCloseable> parts;
    private boolean closed;

    private LocalStack(StackAddresses addresses, List<AutoCloseable> parts) {
        this.addresses = addresses;
        this.parts = parts;
    }

    /**
     * Starts all parts at once and returns when all take requests.
     *
     * @throws StackException if a part does not start, or another stack runs on the data directory; then nothing is
     *     left running
     */
    public static LocalStack start(StackOptions options) {
        return start(options, addresses -> {});
    }

    /**
     * The same.
     *
     * @param coming is told where the parts will be before any of them is there; what it throws ends the start
     */
    public static LocalStack start(StackOptions options, Consumer<StackAddresses> coming) {
        List<AutoCloseable> started = new ArrayList<>();
        try {
            started.add(DataDirectory.hold(options.data()));
            started.add(new StackLog(options.data()));
            // It may hold one of our ports.
            PostgresServer.stopOrphan(options.data());
            StackPorts ports = options.ports().chosen();
            coming.accept(addresses(ports));
            startParts(options, ports, started);
            return new LocalStack(addresses(ports), started);
        } catch (IOException | RuntimeException e) {
            closeAll(started, e);
            throw e instanceof StackException known ? known : partFailed(e);
        }
    }

    private static void startParts(StackOptions options, StackPorts ports, List<AutoCloseable> started) {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<Callable<List<AutoCloseable>>> starts = List.of(
                () -> List.of(KafkaBroker.start(options.data(), ports.kafka(), ports.kafkaController())),
                () -> List.of(PostgresServer.start(options.data(), ports.postgres())),
                () -> startMail(options, ports));
        StackException failure = null;
        for (Future<List<AutoCloseable>> start : starts.stream().map(threads::submit).toList()) {
            try {
                started.addAll(start.get());
            } catch (ExecutionException e) {
                failure = joined(failure, partFailed(e.getCause()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure = joined(failure, new StackException("Interrupted while the local stack was starting.", e));
            }
        }
        threads.shutdown();
        if (failure != null) {
            throw failure;
        }
    }

    private static List<AutoCloseable> startMail(StackOptions options, StackPorts ports) throws IOException {
        MailStore store = new MailStore(options.mails(), Clock.systemUTC());
        MailServer server = MailServer.start(store, ports.smtp(), ports.imap());
        try {
            return List.of(store, server, MailPages.start(store, Sample.mailboxNames(), ports.mails()));
        } catch (IOException e) {
            server.close();
            store.close();
            throw e;
        }
    }

    private static StackException partFailed(Throwable cause) {
        String sentence = cause.getMessage() != null ? cause.getMessage() : "A part did not start: " + cause;
        return new StackException(sentence, cause);
    }

    private static StackException joined(StackException first, StackException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }

    private static StackAddresses addresses(StackPorts ports) {
        return new StackAddresses(
                ports.postgres(),
                StackAddresses.HOST + ":" + ports.kafka(),
                ports.smtp(),
                ports.imap(),
                "http://%s:%d".formatted(StackAddresses.HOST, ports.mails()));
    }

    public StackAddresses addresses() {
        return addresses;
    }

    /** Stops all parts, the last one started first; a second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        StackException failure = new StackException("The local stack did not stop cleanly.");
        closeAll(parts, failure);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private static void closeAll(List<AutoCloseable> parts, Exception failure) {
        for (int i = parts.size() - 1; i >= 0; i--) {
            try {
                parts.get(i).close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
    }
}
