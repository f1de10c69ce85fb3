package org.duban.notify.mail;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

/** A mail as it came over the wire, taken apart by another library than the one that wrote it. */
record MailParts(List<String> headers, List<String> to, String structure, List<Piece> pieces) {

    /** A part that holds no others. */
    record Piece(String type, String fileName, byte[] content) {

        String text() {
            return new String(content, StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }

    static MailParts of(byte[] raw) {
        try {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
            List<Piece> pieces = new ArrayList<>();
            String structure = take(message, pieces);
            List<String> to = Arrays.stream(message.getAllRecipients())
                    .map(address -> ((InternetAddress) address).getAddress())
                    .toList();
            return new MailParts(headers(message), to, structure, pieces);
        } catch (MessagingException e) {
            throw new IllegalStateException("no mail by RFC 5322", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Piece piece(String fileName) {
        return pieces.stream()
                .filter(piece -> fileName.equals(piece.fileName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + fileName + " in " + structure));
    }

    List<String> fileNames() {
        return pieces.stream().map(Piece::fileName).filter(name -> name != null).toList();
    }

    List<String> headerNames() {
        return headers.stream().map(header -> header.substring(0, header.indexOf(':'))).toList();
    }

    private static List<String> headers(Part part) throws MessagingException, IOException {
        List<String> headers = new ArrayList<>();
        for (Header header : Collections.list(part.getAllHeaders())) {
            // A boundary is another each time.
            String value = header.getValue().replaceAll("\\s*boundary=\"[^\"]*\"", "");
            headers.add(header.getName() + ": " + MimeUtility.decodeText(MimeUtility.unfold(value)));
        }
        return headers.stream().sorted().toList();
    }

    private static String take(Part part, List<Piece> pieces) throws MessagingException, IOException {
        ContentType type = new ContentType(part.getContentType());
        if (part.getContent() instanceof Multipart several) {
            List<String> inner = new ArrayList<>();
            for (int i = 0; i < several.getCount(); i++) {
                inner.add(take(several.getBodyPart(i), pieces));
            }
            return type.getSubType() + inner;
        }
        String parameters = type.getParameter("method") == null ? "" : "; method=" + type.getParameter("method");
        pieces.add(new Piece(
                type.getBaseType() + parameters,
                part.getFileName(),
                part.getInputStream().readAllBytes()));
        return type.getBaseType();
    }
}
