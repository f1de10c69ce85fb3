package org.duban.start;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.duban.product.Failure;

/** A lock that this process holds to its end, so that no second one removes or moves what the first one uses. */
final class OneAtATime {
    /** Never closed: the lock ends with the process, however that ends. */
    private static FileChannel channel;

    private OneAtATime() {}

    /** @throws Failure when another process holds it */
    static void hold(Path file) {
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new Failure("Another one runs on %s already; end it first, or give another folder by --local. (该目录上已有一个在运行。)"
                        .formatted(file.toAbsolutePath().getParent()));
            }
        } catch (IOException e) {
            throw new Failure(file + " cannot be locked: " + e.getMessage(), e);
        }
    }
}
