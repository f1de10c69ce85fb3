package org.duban.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** A file in a form, well formed or broken. */
final class Forms {
    private static final String BOUNDARY = "b7f3a";

    private Forms() {}

    static void fill(Request request, byte[] file, boolean bad, Random random) {
        byte[] form = form("file", "notice.txt", file);
        request.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
        request.body = form;
        if (bad) {
            switch (random.nextInt(5)) {
                case 0 -> {
                    request.fault("a form without its boundary");
                    request.header("Content-Type", "multipart/form-data");
                }
                case 1 -> {
                    request.fault("a form without the file");
                    request.body = form("other", "notice.txt", file);
                }
                case 2 -> {
                    request.fault("a form that is no form");
                    request.body = file;
                }
                case 3 -> {
                    request.fault("a file of an unknown kind");
                    request.body = form("file", "notice.exe", file);
                }
                default -> {
                    request.oddity("a form that is cut off");
                    request.body = Arrays.copyOf(form, form.length - 1 - random.nextInt(form.length - 1));
                }
            }
        }
    }

    private static byte[] form(String name, String file, byte[] content) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(("--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                .formatted(BOUNDARY, name, file)).getBytes(StandardCharsets.UTF_8));
        form.writeBytes(content);
        form.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }
}
