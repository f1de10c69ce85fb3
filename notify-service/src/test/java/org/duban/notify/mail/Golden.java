package org.duban.notify.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.duban.notify.World;
import org.duban.stack.mail.AcceptedMail;

/**
 * Mails as they are committed in {@code src/test/resources/mails}. {@code -Dmails.update=true} writes them anew, for a look
 * at the difference; {@code -Dpictures=true} leaves pictures in {@code target/pictures}, where a Chromium is installed.
 */
final class Golden {

    private static final Path MAILS = Path.of("src/test/resources/mails");

    private Golden() {}

    /** That the mail is as committed: headers, text, HTML and files. */
    static void hold(String name, World world, AcceptedMail mail) {
        MailParts parts = MailParts.of(world.mails.raw(mail));
        String shown = world.asInTheContract(print(parts)).replaceAll("(?m)^(Message-ID: <)[0-9a-f-]{36}@", "$1…@")
                .replaceAll("(https://duban\\.example/report/)[\\w-]+\\.[\\w-]+\\.[\\w-]+", "$1…");
        Path file = MAILS.resolve(name + ".txt");
        try {
            if (Boolean.getBoolean("mails.update")) {
                Files.createDirectories(MAILS);
                Files.writeString(file, shown);
            }
            assertEquals(Files.exists(file) ? Files.readString(file) : "", shown, () -> file + " (-Dmails.update=true)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Pictures.take(name, world.mails.html(mail));
    }

    private static String print(MailParts parts) {
        String pieces = parts.pieces().stream()
                .map(piece -> "\n──── " + piece.type() + (piece.fileName() == null ? "" : " " + piece.fileName()) + "\n"
                        + content(piece))
                .collect(Collectors.joining());
        return String.join("\n", parts.headers()) + "\n\n" + parts.structure() + "\n" + pieces;
    }

    private static String content(MailParts.Piece piece) {
        if (piece.fileName() == null) {
            return piece.text();
        }
        // Unfolded, so that an id that is folded is found as well.
        return piece.fileName().endsWith(".xlsx") ? rows(piece.content()) : piece.text().replace("\n ", "");
    }

    /** A line for each row of each sheet. */
    static String rows(byte[] xlsx) {
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
            StringBuilder all = new StringBuilder();
            for (var sheet : workbook.getSheets().toList()) {
                all.append("[").append(sheet.getName()).append("]\n");
                try (Stream<org.dhatim.fastexcel.reader.Row> rows = sheet.openStream()) {
                    rows.forEach(row -> all.append(row.stream()
                                    .map(cell -> cell == null ? "" : cell.getType() + ":" + cell.getText())
                                    .map(cell -> cell.replaceFirst("^STRING:", ""))
                                    .collect(Collectors.joining(" | ")))
                            .append("\n"));
                }
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
