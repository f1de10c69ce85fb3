package org.duban.task.intake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** What a file is by its content, whatever its name or Content-Type says. */
final class Sniffer {
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLE = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1};
    private static final int HEAD = 1024;
    /** Where the header of a zip entry has its name, and that name's length. */
    private static final int NAME = 30;
    private static final int NAME_LENGTH = 26;

    private Sniffer() {}

    /** @throws org.duban.task.problem.ProblemException 400 or 415 that says what it is instead */
    static void require(byte[] content, DocumentKind kind) {
        if (content.length == 0) {
            throw Refusal.withoutText("文件是空的。", "The file is empty.");
        }
        if (startsWith(content, OLE)) {
            throw ofOle(content);
        }
        String found = found(content);
        String wanted = kind.isText() ? "" : kind.ending();
        if (!found.equals(wanted)) {
            throw found.isEmpty() ? Refusal.wrongKind("内容不是 %s 文件。", "The content is no %s file.", kind.ending())
                    : found.equals("ofd") ? Refusal.wrongKind("不能读取 OFD 文件，请导出为带文字的 PDF 或 docx。",
                            "OFD is not read; export it as PDF with text, or docx.")
                    : Refusal.wrongKind("文件说是 %s，内容却是 %s。", "It is said to be %s, but the content is %s.", kind.ending(), found);
        }
    }

    /** The old formats of Office, and the envelope of an encrypted new one. */
    private static RuntimeException ofOle(byte[] content) {
        // The directory of the envelope names its streams in UTF-16.
        byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        for (int i = 0; i + name.length <= content.length; i += 64) {
            if (Arrays.equals(content, i, i + name.length, name, 0, name.length)) {
                return Refusal.encrypted();
            }
        }
        return Refusal.wrongKind("这是旧版 Office（doc、xls）或 WPS 文件，请另存为 docx 或 xlsx。",
                "It is an old Office file (doc, xls) or one of WPS; save it as docx or xlsx.");
    }

    /** Its ending as it should be; empty for text. */
    private static String found(byte[] content) {
        if (startsWith(content, ZIP)) {
            return ofZip(content);
        }
        // A mark or blanks may stand before it (ISO 32000-2, annex I).
        String head = new String(content, 0, Math.min(content.length, HEAD), StandardCharsets.ISO_8859_1);
        int pdf = head.indexOf("%PDF-");
        if (pdf >= 0 && (pdf < 8 || head.substring(0, pdf).isBlank())) {
            return "pdf";
        } else if (head.startsWith("\u0089PNG") || head.startsWith("\u00ff\u00d8\u00ff") || head.startsWith("GIF8") || head.startsWith("II*\0")) {
            return "图片 (a picture)";
        }
        return head.toLowerCase(Locale.ROOT).startsWith("{\\rtf") ? "rtf" : "";
    }

    /** By the names of its entries, as they stand before each; nothing is unpacked for it. */
    private static String ofZip(byte[] content) {
        for (int i = 0; i + NAME < content.length; i++) {
            if (content[i] == 'P' && Arrays.equals(content, i, i + ZIP.length, ZIP, 0, ZIP.length)) {
                int length = Math.min(content[i + NAME_LENGTH] & 0xff, content.length - i - NAME);
                String name = new String(content, i + NAME, length, StandardCharsets.ISO_8859_1);
                if (name.startsWith("word/")) {
                    return "docx";
                } else if (name.startsWith("xl/")) {
                    return "xlsx";
                } else if (name.startsWith("ppt/")) {
                    return "pptx";
                } else if (name.equals("OFD.xml")) {
                    return "ofd";
                }
            }
        }
        return "zip";
    }

    private static boolean startsWith(byte[] content, byte[] magic) {
        return content.length >= magic.length && Arrays.equals(content, 0, magic.length, magic, 0, magic.length);
    }
}
