package org.duban.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Runs the stack as a process of its own: {@code --data DIR [--mails DIR] [--port BASE]}.
 *
 * <p>Prints one line, {@code READY} and the addresses as JSON, and stops at the end of its standard input or at
 * SIGTERM. Whoever starts it holds its standard input open; so it ends with that process, even when that is killed.
 */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        StackOptions options;
        try {
            options = options(arguments);
        } catch (StackException e) {
            report(e);
            System.exit(2);
            return;
        }
        CompletableFuture<LocalStack> starting = CompletableFuture.supplyAsync(() -> LocalStack.start(options));
        // There before the start, so that a SIGTERM in its midst leaves no PostgreSQL behind.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(starting), "stop"));
        try {
            System.out.println("READY " + starting.join().addresses().toJson());
        } catch (CompletionException e) {
            report(e.getCause());
            System.exit(1);
        }
        System.in.transferTo(OutputStream.nullOutputStream());
        // Runs the hook; a thread that a part left behind does not keep the process.
        System.exit(0);
    }

    /** The sentence for the reader first, then what only we can use. */
    private static void report(Throwable failure) {
        System.err.println(failure.getMessage());
        if (failure.getCause() != null) {
            failure.getCause().printStackTrace();
        }
    }

    private static void stop(CompletableFuture<LocalStack> starting) {
        starting.handle((stack, failure) -> stack).thenAccept(stack -> {
            if (stack != null) {
                stack.close();
            }
        }).join();
    }

    private static StackOptions options(String[] arguments) {
        Path data = null;
        Path mails = null;
        StackPorts ports = StackPorts.free();
        if (arguments.length % 2 != 0) {
            throw usage();
        }
        for (int i = 0; i < arguments.length; i += 2) {
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--data" -> data = Path.of(value);
                case "--mails" -> mails = Path.of(value);
                case "--port" -> ports = StackPorts.from(Integer.parseInt(value));
                default -> throw usage();
            }
        }
        if (data == null) {
            throw usage();
        }
        return new StackOptions(data, mails != null ? mails : data.resolve("mails"), ports);
    }

    private static StackException usage() {
        return new StackException("Usage: --data DIR [--mails DIR] [--port BASE]");
    }
}
