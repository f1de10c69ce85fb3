package org.duban.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds a data directory for one stack. The lock is the operating system's, so it goes with the process, even when
 * that is killed. It also goes when the process closes any other channel on the file, so nobody here opens it twice.
 */
final class DataDirectory implements AutoCloseable {

    /** Those that this process holds. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel lockFile;

    private DataDirectory(Path directory, FileChannel lockFile) {
        this.directory = directory;
        this.lockFile = lockFile;
    }

    /** @throws StackException if another stack holds it, in this process or another */
    static DataDirectory hold(Path wanted) throws IOException {
        Path directory = Files.createDirectories(wanted).toRealPath();
        if (!HELD.add(directory)) {
            throw taken(directory);
        }
        try {
            FileChannel lockFile = FileChannel.open(
                    directory.resolve("stack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lockFile.tryLock() == null) {
                lockFile.close();
                throw taken(directory);
            }
            return new DataDirectory(directory, lockFile);
        } catch (IOException | StackException e) {
            HELD.remove(directory);
            throw e;
        }
    }

    private static StackException taken(Path directory) {
        return new StackException("Another local stack is running on the data directory " + directory + ".");
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
        HELD.remove(directory);
    }
}
