package org.duban.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * The TCP ports of the stack, all on 127.0.0.1. A port of 0 means: any free one.
 *
 * @param kafka where clients of the broker connect
 * @param kafkaController where the broker talks to the controller, which is itself
 * @param mails the pages that show the caught mails
 */
public record StackPorts(int postgres, int kafka, int kafkaController, int smtp, int imap, int mails) {

    /** Any free ports. */
    public static StackPorts free() {
        return new StackPorts(0, 0, 0, 0, 0, 0);
    }

    /** Six ports in a row from {@code base}, in the order of the components. */
    public static StackPorts from(int base) {
        return new StackPorts(base, base + 1, base + 2, base + 3, base + 4, base + 5);
    }

    /**
     * The same ports, with a free one in the place of each 0. Another process may still take one before we bind it.
     *
     * @throws StackException if a given port is taken; the parts themselves would say so late or not at all
     */
    StackPorts chosen() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            return new StackPorts(
                    choose(postgres, held),
                    choose(kafka, held),
                    choose(kafkaController, held),
                    choose(smtp, held),
                    choose(imap, held),
                    choose(mails, held));
        } finally {
            held.forEach(StackPorts::release);
        }
    }

    /** Holds each chosen port until all are chosen, so that no two are the same. */
    private static int choose(int port, List<ServerSocket> held) {
        try {
            ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(StackAddresses.HOST));
            held.add(socket);
            return socket.getLocalPort();
        } catch (IOException e) {
            String sentence = "The port %d on %s cannot be used: %s.";
            throw new StackException(sentence.formatted(port, StackAddresses.HOST, e.getMessage()), e);
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new StackException("The port " + socket.getLocalPort() + " could not be released.", e);
        }
    }
}
