package org.duban.notify.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The name of this process on its leases: the same after a restart, and of no other process. */
@ApplicationScoped
public class Instance {

    private String name;

    Instance() {}

    @Inject
    Instance(
            @ConfigProperty(name = "duban.instance") Optional<String> name,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.name = name.orElseGet(() -> host() + ":" + port);
    }

    public String name() {
        return name;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
