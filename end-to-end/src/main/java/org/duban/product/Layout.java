package org.duban.product;

import java.nio.file.Path;

/**
 * Where one product keeps its files.
 *
 * @param data  of PostgreSQL and Kafka
 * @param mails the caught mails, as .eml
 * @param clock the file of the business clock
 * @param keys  the key pair of the local tokens
 * @param logs  of the two services
 */
public record Layout(Path data, Path mails, Path clock, Path keys, Path logs) {
    /** The product of {@code ./start}, under {@code .local}. */
    public static Layout live(Path local) {
        return new Layout(local.resolve("data"), local.resolve("data/mails"), local.resolve("clock"),
                local.resolve("keys"), local.resolve("logs"));
    }

    /** The product of a replay: a store of its own beside the live one. */
    public static Layout replay(Path local) {
        Path replay = local.resolve("replay");
        return new Layout(replay.resolve("data"), local.resolve("mails"), replay.resolve("clock"),
                local.resolve("keys"), replay.resolve("logs"));
    }
}
