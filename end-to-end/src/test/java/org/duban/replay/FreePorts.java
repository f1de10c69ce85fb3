package org.duban.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.duban.product.Ports;
import org.duban.stack.StackPorts;

/** Free ports that are known before anything starts, so that proxies can stand before the parts. */
final class FreePorts {

    private FreePorts() {}

    static Ports known() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
            }
            int[] ports = held.stream().mapToInt(ServerSocket::getLocalPort).toArray();
            for (ServerSocket each : held) {
                each.close();
            }
            return new Ports(ports[0], ports[1],
                    new StackPorts(ports[2], ports[3], ports[4], ports[5], ports[6], ports[7]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
