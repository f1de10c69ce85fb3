package org.duban.stack.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The mails directory: each message as {@code NNNNNN.eml}, and a line for each in {@code accepted.jsonl}.
 *
 * <p>What {@link #append} returned survives a kill of the process. It is not forced to the disk, so it does not
 * survive a failure of the machine.
 */
public final class MailStore implements AutoCloseable {

    private static final String LINES = "accepted.jsonl";

    private final Path directory;
    private final Clock clock;
    private final List<AcceptedMail> mails;
    private final FileChannel lines;
    private int last;

    /**
     * Opens the directory, which is made if absent. A line that a kill tore is taken away: it was never answered.
     *
     * @param clock the machine's, for when a mail was accepted
     */
    public MailStore(Path directory, Clock clock) throws IOException {
        this.clock = clock;
        this.directory = Files.createDirectories(directory);
        mails = new ArrayList<>(read(directory));
        last = Math.max(mails.stream().mapToInt(AcceptedMail::n).max().orElse(0), lastFile(directory));
        lines = FileChannel.open(directory.resolve(LINES), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lines.truncate(completeLength(directory.resolve(LINES)));
        lines.position(lines.size());
    }

    /** The mails of a directory in the order of their numbers, whether or not a stack is running on it. */
    public static List<AcceptedMail> read(Path directory) throws IOException {
        Path file = directory.resolve(LINES);
        if (!Files.exists(file)) {
            return List.of();
        }
        byte[] bytes = Files.readAllBytes(file);
        String complete = new String(bytes, 0, completeLength(bytes), StandardCharsets.UTF_8);
        return complete.lines().filter(line -> !line.isBlank()).map(AcceptedMail::parse).toList();
    }

    /** Keeps a message; when this returns it is on the file system. */
    synchronized AcceptedMail append(byte[] message, String from, Collection<String> recipients) throws IOException {
        int n = last + 1;
        String file = "%06d.eml".formatted(n);
        CaughtMail mail = MailReader.parse(message);
        AcceptedMail accepted = new AcceptedMail(
                n,
                file,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                mail.messageId(),
                from,
                recipients.stream().sorted().toList(),
                mail.subject(),
                mail.date());

        Path unfinished = directory.resolve(file + ".tmp");
        Files.write(unfinished, message);
        Files.move(unfinished, directory.resolve(file), StandardCopyOption.ATOMIC_MOVE);
        last = n;
        ByteBuffer line = ByteBuffer.wrap((accepted.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            lines.write(line);
        }
        mails.add(accepted);
        return accepted;
    }

    /** All mails so far, the newest last. */
    public synchronized List<AcceptedMail> all() {
        return List.copyOf(mails);
    }

    public synchronized Optional<AcceptedMail> find(int n) {
        return mails.stream().filter(mail -> mail.n() == n).findFirst();
    }

    /** The message as the sender sent it. */
    public byte[] raw(AcceptedMail mail) {
        try {
            return Files.readAllBytes(directory.resolve(mail.file()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A message whose line was not written yet has taken its number too. */
    private static int lastFile(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{6,9}\\.eml"))
                    .mapToInt(name -> Integer.parseInt(name.replace(".eml", "")))
                    .max()
                    .orElse(0);
        }
    }

    private static int completeLength(Path file) throws IOException {
        return completeLength(Files.readAllBytes(file));
    }

    private static int completeLength(byte[] lines) {
        int length = lines.length;
        while (length > 0 && lines[length - 1] != '\n') {
            length--;
        }
        return length;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
