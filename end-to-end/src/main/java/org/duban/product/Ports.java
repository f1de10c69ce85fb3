package org.duban.product;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.duban.stack.StackPorts;

/** Ports of the two services and of the stack behind them, all on loopback. */
public record Ports(int tasks, int notifications, StackPorts stack) {
    private static final int STACK_OFFSET = 2;

    /**
     * The services at {@code base} and the next one, the stack behind them.
     *
     * @throws Failure when one of the two is taken
     */
    public static Ports from(int base) {
        refuseTaken(base);
        refuseTaken(base + 1);
        return new Ports(base, base + 1, StackPorts.from(base + STACK_OFFSET));
    }

    /** Any free ones. */
    public static Ports free() {
        try (ServerSocket first = bind(0); ServerSocket second = bind(0)) {
            return new Ports(first.getLocalPort(), second.getLocalPort(), StackPorts.free());
        } catch (IOException e) {
            throw new Failure("No free port was found: " + e.getMessage(), e);
        }
    }

    private static void refuseTaken(int port) {
        try (ServerSocket socket = bind(port)) {
            socket.getLocalPort();
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure(("Port %d on 127.0.0.1 is taken; end what listens there, or choose another by --port. "
                    + "(端口 %d 已被占用，请用 --port 另选。)").formatted(port, port), e);
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
    }
}
