package org.duban.stack;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
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
    private final Running running;
    private boolean closed;

    private LocalStack(StackAddresses addresses, Running running) {
        this.addresses = addresses;
        this.running = running;
    }

    /**
     * What has been started.
     *
     * @param parts closed first, all at once, since each of them mostly waits
     * @param held what the parts lie on and write to
     */
    private record Running(List<AutoCloseable> held, List<AutoCloseable> parts) {
        /** @param failure gets what goes wrong */
        void close(Exception failure) {
            parts.stream().map(part -> CompletableFuture.runAsync(() -> close(part, failure))).toList()
                    .forEach(CompletableFuture::join);
            for (int i = held.size() - 1; i >= 0; i--) {
                close(held.get(i), failure);
            }
        }

        private static void close(AutoCloseable one, Exception failure) {
            try {
                one.close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
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
        Running started = new Running(new ArrayList<>(), new ArrayList<>());
        try {
            started.held.add(DataDirectory.hold(options.data()));
            started.held.add(new StackLog(options.data()));
            // It may hold one of our ports.
            PostgresServer.stopOrphan(options.data());
            StackPorts ports = options.ports().chosen();
            coming.accept(addresses(ports));
            startParts(options, ports, started.parts);
            return new LocalStack(addresses(ports), started);
        } catch (IOException | RuntimeException e) {
            started.close(e);
            throw e instanceof StackException known ? known : partFailed(e);
        }
    }

    private static void startParts(StackOptions options, StackPorts ports, List<AutoCloseable> started) {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<Callable<AutoCloseable>> starts = List.of(
                () -> KafkaBroker.start(options.data(), ports.kafka(), ports.kafkaController()),
                () -> PostgresServer.start(options.data(), ports.postgres()),
                () -> startMail(options, ports));
        StackException failure = null;
        for (Future<AutoCloseable> start : starts.stream().map(threads::submit).toList()) {
            try {
                started.add(start.get());
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

    private static AutoCloseable startMail(StackOptions options, StackPorts ports) throws IOException {
        MailStore store = new MailStore(options.mails(), Clock.systemUTC());
        MailServer server = MailServer.start(store, ports.smtp(), ports.imap());
        try {
            MailPages pages = MailPages.start(store, Sample.mailboxNames(), ports.mails());
            return () -> {
                pages.close();
                server.close();
                store.close();
            };
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

    /** Stops all parts; a second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        StackException failure = new StackException("The local stack did not stop cleanly.");
        running.close(failure);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }
}
