package org.duban.task.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.duban.task.problem.ProblemException;
import org.junit.jupiter.api.Test;

/** Files that are broken, closed, not what they say, or made to do harm: each is refused by its name, soon and in little memory. */
class HostileFilesTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int BOMB = 60 * 1024 * 1024;

    private final Intake intake = new Intake();

    private String refusal(byte[] content, DocumentKind kind) {
        return assertTimeout(SOON, () -> assertThrows(ProblemException.class, () -> intake.read(content, kind, null)).code().code());
    }

    private static byte[] changed(byte[] archive, Map<String, byte[]> parts) throws IOException {
        Map<String, byte[]> all = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new java.io.ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                all.put(entry.getName(), zip.readAllBytes());
            }
        }
        all.putAll(parts);
        return WordFile.zip(all);
    }

    @Test
    void whatIsNotWhatItSays() {
        byte[] text = "通知".getBytes(StandardCharsets.UTF_8);
        byte[] pdf = PdfFile.ofText("通知", 10);
        byte[] docx = WordFile.of(WordFile.p("通知")).bytes();
        for (DocumentKind kind : List.of(DocumentKind.PDF, DocumentKind.DOCX, DocumentKind.XLSX)) {
            assertEquals("unsupported-media-type", refusal(text, kind), kind.name());
        }
        assertEquals("unsupported-media-type", refusal(pdf, DocumentKind.TEXT));
        assertEquals("unsupported-media-type", refusal(pdf, DocumentKind.DOCX));
        assertEquals("unsupported-media-type", refusal(docx, DocumentKind.XLSX));
        assertEquals("unsupported-media-type", refusal(docx, DocumentKind.HTML));
        assertEquals("unsupported-media-type", refusal(WordFile.zip(Map.of("OFD.xml", text)), DocumentKind.PDF));
        assertEquals("unsupported-media-type", refusal("\u0089PNG....".getBytes(StandardCharsets.ISO_8859_1), DocumentKind.PDF));
        assertEquals("file-without-text", refusal(new byte[0], DocumentKind.PDF));
    }

    @Test
    void closedFiles() throws Exception {
        POIFSFileSystem envelope = new POIFSFileSystem();
        try (var out = new EncryptionInfo(EncryptionMode.agile).getEncryptor().getDataStream(envelope)) {
            out.write(1);
        } catch (RuntimeException noPassword) {
            envelope.createDocument(new java.io.ByteArrayInputStream(new byte[5000]), "EncryptedPackage");
        }
        ByteArrayOutputStream office = new ByteArrayOutputStream();
        envelope.writeFilesystem(office);
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.protect(new StandardProtectionPolicy("owner", "", new AccessPermission()));
            document.save(pdf);
        }

        assertEquals("file-encrypted", refusal(office.toByteArray(), DocumentKind.DOCX));
        assertEquals("file-encrypted", refusal(pdf.toByteArray(), DocumentKind.PDF));
        POIFSFileSystem old = new POIFSFileSystem();
        old.createDocument(new java.io.ByteArrayInputStream(new byte[5000]), "WordDocument");
        ByteArrayOutputStream doc = new ByteArrayOutputStream();
        old.writeFilesystem(doc);
        assertEquals("unsupported-media-type", refusal(doc.toByteArray(), DocumentKind.DOCX));
    }

    @Test
    void brokenFiles() {
        for (Map.Entry<DocumentKind, byte[]> file : Map.of(DocumentKind.DOCX, SampleFiles.docx(), DocumentKind.XLSX, SampleFiles.xlsx()).entrySet()) {
            byte[] whole = file.getValue();
            assertEquals("file-damaged", refusal(Arrays.copyOf(whole, whole.length / 2), file.getKey()), file.getKey().name());
        }
        byte[] pdf = SampleFiles.pdf();
        assertEquals("file-damaged", refusal("%PDF-1.7\nnothing".getBytes(StandardCharsets.UTF_8), DocumentKind.PDF));
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            byte[] broken = pdf.clone();
            for (int j = 0; j < 30; j++) {
                broken[8 + random.nextInt(broken.length - 8)] = (byte) random.nextInt(256);
            }
            assertReadOrRefused(broken, DocumentKind.PDF);
        }
        for (DocumentKind kind : List.of(DocumentKind.DOCX, DocumentKind.XLSX)) {
            byte[] whole = kind == DocumentKind.DOCX ? SampleFiles.docx() : SampleFiles.xlsx();
            for (int i = 0; i < 60; i++) {
                byte[] broken = whole.clone();
                for (int j = 0; j < 10; j++) {
                    broken[4 + random.nextInt(broken.length - 4)] = (byte) random.nextInt(256);
                }
                assertReadOrRefused(broken, kind);
            }
        }
    }

    private void assertReadOrRefused(byte[] content, DocumentKind kind) {
        assertTimeout(SOON, () -> {
            try {
                assertFalse(intake.read(content, kind, null).isBlank());
            } catch (ProblemException e) {
                assertTrue(e.code().status < 500, e.getMessage());
            }
        });
    }

    @Test
    void bombs() throws IOException {
        byte[] zeros = new byte[BOMB];
        assertEquals("content-too-large", refusal(WordFile.of("").part("word/media/a.bin", zeros).bytes(), DocumentKind.DOCX));
        assertEquals("content-too-large", refusal(changed(SampleFiles.xlsx(), Map.of("xl/sharedStrings.xml", zeros)), DocumentKind.XLSX));
        byte[] bomb = PdfFile.packed(zeros);
        assertEquals("content-too-large", refusal(PdfFile.ofPages(List.of("q"), PdfFile.packedStream("/Filter /FlateDecode ", bomb)), DocumentKind.PDF));
        assertEquals("content-too-large", refusal(PdfFile.ofPages(List.of("q"),
                PdfFile.packedStream("/Filter [/FlateDecode /FlateDecode] ", PdfFile.packed(bomb))), DocumentKind.PDF));
        assertEquals("unsupported-media-type", refusal(PdfFile.ofPages(List.of("q"),
                PdfFile.packedStream("/Filter [/LZ#57Decode] ", new byte[10])), DocumentKind.PDF));
    }

    @Test
    void pagesWithoutEnd() {
        // Each form shows the next ten times.
        byte[][] forms = new byte[9][];
        for (int i = 0; i < forms.length; i++) {
            String next = i + 1 < forms.length ? "/Resources <</XObject <</X %d 0 R>>>>".formatted(6 + i) : "";
            forms[i] = PdfFile.stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + next, "/X Do ".repeat(next.isEmpty() ? 0 : 10).getBytes(StandardCharsets.ISO_8859_1));
        }
        assertEquals("content-too-large", refusal(PdfFile.ofPages(List.of("/X Do ".repeat(10)), forms), DocumentKind.PDF));
        String nested = "[".repeat(300_000);
        assertReadOrRefused(PdfFile.ofPages(List.of("q"), nested.getBytes(StandardCharsets.ISO_8859_1)), DocumentKind.PDF);
    }

    @Test
    void aScanSaysSo() {
        assertEquals("file-without-text", refusal(PdfFile.ofPages(List.of("q", "q"), PdfFile.stream("/Subtype /Image /Width 9000 /Height 3000 /ColorSpace /DeviceRGB "
                + "/BitsPerComponent 8 ", new byte[BOMB / 2])), DocumentKind.PDF));
    }

    @Test
    void nothingIsFetchedOrExpanded() throws IOException {
        Path secret = Files.createTempFile("secret", ".txt");
        try {
            Files.writeString(secret, "秘密");
            String entity = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\"><!ENTITY b \"" + "x".repeat(100) + "\">]>";
            byte[] docx = WordFile.of("").part("word/document.xml", "<?xml version=\"1.0\"?>" + entity + "<w:document" + WordFile.NAMES
                    + "><w:body><w:p><w:r><w:t>通知&e;&b;</w:t></w:r></w:p></w:body></w:document>").bytes();
            assertEquals("file-damaged", refusal(docx, DocumentKind.DOCX));
            byte[] xlsx = changed(SampleFiles.xlsx(), Map.of("xl/sharedStrings.xml",
                    ("<?xml version=\"1.0\"?>" + entity + "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>&e;</t></si></sst>")
                            .getBytes(StandardCharsets.UTF_8)));
            assertEquals("file-damaged", refusal(xlsx, DocumentKind.XLSX));
        } finally {
            Files.delete(secret);
        }
    }

    @Test
    void endlessTablesAndPages() {
        assertReadOrRefused(WordFile.of("<w:tbl><w:tr><w:tc>".repeat(30_000)).bytes(), DocumentKind.DOCX);
        assertReadOrRefused(WordFile.of(WordFile.table(WordFile.row("<w:tc><w:tcPr><w:gridSpan w:val=\"999999999\"/></w:tcPr><w:p/></w:tc>"))).bytes(), DocumentKind.DOCX);
        assertEquals("content-too-large", refusal(WordFile.of(WordFile.p("长".repeat(1000)).repeat(1100)).bytes(), DocumentKind.DOCX));
        assertEquals("content-too-large", refusal("<b>".repeat(160_000).getBytes(StandardCharsets.UTF_8), DocumentKind.HTML));
        assertReadOrRefused(("<div><a href=x>".repeat(60_000) + "附件，").getBytes(StandardCharsets.UTF_8), DocumentKind.HTML);
        assertReadOrRefused("<table><tr><td colspan=999999 rowspan=99999>甲，".repeat(30_000).getBytes(StandardCharsets.UTF_8), DocumentKind.HTML);
        assertEquals("malformed-csv", refusal("a,\"b".repeat(3).concat("\"x\"").getBytes(StandardCharsets.UTF_8), DocumentKind.CSV));
    }

    @Test
    void nothingStaysOnTheDisk() throws IOException {
        refusal(changed(SampleFiles.docx(), new HashMap<>(Map.of("word/document.xml", "<x".getBytes(StandardCharsets.UTF_8)))), DocumentKind.DOCX);
        intake.read(SampleFiles.docx(), DocumentKind.DOCX, null);
        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertEquals(List.of(), left.filter(path -> path.getFileName().toString().startsWith("duban-notice")).toList());
        }
    }
}
