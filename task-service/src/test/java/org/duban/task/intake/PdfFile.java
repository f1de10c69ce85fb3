package org.duban.task.intake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;

/** PDFs made object by object; Chinese by a font of Acrobat's own that need not be there (Adobe-GB1). */
public final class PdfFile {
    private static final int LINES = 40;

    private final List<byte[]> objects = new ArrayList<>();

    /** The text, wrapped at so many characters, with page numbers. */
    public static byte[] ofText(String text, int width) {
        List<String> lines = new ArrayList<>();
        text.lines().forEach(line -> {
            String rest = line.stripTrailing();
            while (rest.length() > width) {
                int end = width;
                while (isLatin(rest.charAt(end - 1)) && isLatin(rest.charAt(end))) {
                    end--;
                }
                lines.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            lines.add(rest);
        });
        List<String> pages = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += LINES) {
            pages.add(page(lines.subList(i, Math.min(lines.size(), i + LINES)), pages.size() + 1));
        }
        return ofPages(pages);
    }

    /** Such words stay whole. */
    private static boolean isLatin(char c) {
        return c > ' ' && c < 127;
    }

    private static String page(List<String> lines, int number) {
        StringBuilder page = new StringBuilder("BT /F 12 Tf\n");
        for (int i = 0; i < lines.size(); i++) {
            page.append("1 0 0 1 40 %d Tm <%s> Tj%n".formatted(800 - 18 * i, hex(lines.get(i))));
        }
        return page.append("1 0 0 1 280 30 Tm <%s> Tj%nET".formatted(hex("— " + number + " —"))).toString();
    }

    /** Adds a run of text that begins at this place. */
    static void put(StringBuilder page, int x, int y, String words) {
        page.append("1 0 0 1 %d %d Tm <%s> Tj%n".formatted(x, y, hex(words)));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_16BE));
    }

    /** @param contents what draws each page; {@code /F} is a Chinese font, {@code /X} the first object after the font, if any */
    static byte[] ofPages(List<String> contents, byte[]... more) {
        PdfFile pdf = new PdfFile();
        int first = 5 + more.length;
        StringBuilder kids = new StringBuilder();
        for (int i = 0; i < contents.size(); i++) {
            kids.append(first + 2 * i).append(" 0 R ");
        }
        pdf.object("<</Type /Catalog /Pages 2 0 R>>");
        pdf.object("<</Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 595 842] /Resources <</Font <</F 3 0 R>> /XObject <</X 5 0 R>>>>>>"
                .formatted(kids, contents.size()));
        pdf.object("<</Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R]>>");
        pdf.object("<</Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo <</Registry (Adobe) /Ordering (GB1) /Supplement 4>> "
                + "/DW 1000 /FontDescriptor <</Type /FontDescriptor /FontName /STSong-Light /Flags 6>>>>");
        for (byte[] each : more) {
            pdf.objects.add(each);
        }
        for (int i = 0; i < contents.size(); i++) {
            pdf.object("<</Type /Page /Parent 2 0 R /Contents %d 0 R>>".formatted(first + 2 * i + 1));
            pdf.objects.add(stream("", contents.get(i).getBytes(StandardCharsets.ISO_8859_1)));
        }
        return pdf.bytes();
    }

    /** A packed stream. */
    static byte[] stream(String entries, byte[] content) {
        byte[] packed = packed(content);
        return packedStream("/Filter /FlateDecode " + entries, packed);
    }

    static byte[] packedStream(String entries, byte[] packed) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes("<<%s/Length %d>>\nstream\n".formatted(entries, packed.length).getBytes(StandardCharsets.ISO_8859_1));
        stream.writeBytes(packed);
        stream.writeBytes("\nendstream".getBytes(StandardCharsets.ISO_8859_1));
        return stream.toByteArray();
    }

    static byte[] packed(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] piece = new byte[64 * 1024];
        while (!deflater.finished()) {
            packed.write(piece, 0, deflater.deflate(piece));
        }
        deflater.end();
        return packed.toByteArray();
    }

    private void object(String text) {
        objects.add(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private byte[] bytes() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("%PDF-1.7\n".getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder table = new StringBuilder("xref\n0 %d\n0000000000 65535 f \n".formatted(objects.size() + 1));
        for (int i = 0; i < objects.size(); i++) {
            table.append("%010d 00000 n \n".formatted(file.size()));
            file.writeBytes("%d 0 obj\n".formatted(i + 1).getBytes(StandardCharsets.ISO_8859_1));
            file.writeBytes(objects.get(i));
            file.writeBytes("\nendobj\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        int start = file.size();
        file.writeBytes((table + "trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n".formatted(objects.size() + 1, start))
                .getBytes(StandardCharsets.ISO_8859_1));
        return file.toByteArray();
    }
}
