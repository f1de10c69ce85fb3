package org.duban.stack;

import java.nio.file.Path;

/**
 * What to start and where it keeps its files.
 *
 * @param data directory of all that the stack keeps ({@code postgres-17/}, {@code kafka/}, logs); made
 *     if absent
 * @param mails directory of the caught mails; made if absent
 */
public record StackOptions(Path data, Path mails, StackPorts ports) {

    public StackOptions {
        data = data.toAbsolutePath().normalize();
        mails = mails.toAbsolutePath().normalize();
    }

    /** Free ports, and the mails in {@code mails/} under the data directory. */
    public static StackOptions in(Path data) {
        return new StackOptions(data, data.resolve("mails"), StackPorts.free());
    }
}
