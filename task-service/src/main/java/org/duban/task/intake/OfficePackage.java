package org.duban.task.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.internal.ZipHelper;
import org.apache.poi.openxml4j.util.ZipFileZipEntrySource;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.duban.task.problem.ProblemException;
import org.xml.sax.SAXException;

/** Opens a file of Office, an archive of XML parts (ECMA-376), after a look at what it unpacks to. */
final class OfficePackage {
    private static final long MOST_BYTES = 32L * 1024 * 1024;
    private static final int MOST_PARTS = 2_000;
    /** Of these POI makes a model in memory; all others are read as a stream. */
    private static final Pattern MODELS = Pattern.compile(".*(?:\\.rels|\\[Content_Types]\\.xml|xl/styles\\.xml|theme\\d*\\.xml)", Pattern.CASE_INSENSITIVE);
    private static final long MOST_IN_MODEL = 4L * 1024 * 1024;

    private OfficePackage() {}

    /** Reads one kind of them. */
    interface Reader {
        String read(OPCPackage office) throws IOException, OpenXML4JException, XMLStreamException, SAXException;
    }

    static {
        // Our own look comes first. POI's ratio refuses sheets that are honest and full of empty cells.
        ZipSecureFile.setMinInflateRatio(0);
        ZipSecureFile.setMaxEntrySize(2 * MOST_BYTES);
    }

    /** @throws org.duban.task.problem.ProblemException 400 when it is damaged, 413 when it unpacks to too much */
    static String read(byte[] content, DocumentKind kind, Reader reader) {
        try {
            // From a file, a part is unpacked when it is read; from memory, all of them at once.
            Path file = Files.createTempFile("duban-notice", null);
            try {
                Files.write(file, content);
                // Opened here: by itself POI would go on without the archive's directory where that is broken.
                try (ZipSecureFile archive = ZipHelper.openZipFile(file.toFile())) {
                    requireModest(archive);
                    try (OPCPackage office = OPCPackage.open(new ZipFileZipEntrySource(archive))) {
                        return reader.read(office);
                    }
                }
            } finally {
                Files.delete(file);
            }
        } catch (ProblemException e) {
            throw e;
        } catch (IOException | OpenXML4JException | XMLStreamException | SAXException | RuntimeException e) {
            // A file of Office is made of promises; whichever of them is broken, it cannot be read.
            throw Refusal.damaged(kind);
        }
    }

    /** Unpacks it all once, without keeping it: what the archive says of its own size may be a lie. */
    private static void requireModest(ZipSecureFile archive) throws IOException {
        byte[] piece = new byte[64 * 1024];
        long bytes = 0;
        int parts = 0;
        for (ZipArchiveEntry entry : Collections.list(archive.getEntries())) {
            parts++;
            long most = MODELS.matcher(entry.getName()).matches() ? MOST_IN_MODEL : MOST_BYTES;
            long of = 0;
            try (InputStream part = archive.getInputStream(entry)) {
                for (int n = part.read(piece); n >= 0; n = part.read(piece)) {
                    of += n;
                    bytes += n;
                    if (of > most || bytes > MOST_BYTES || parts > MOST_PARTS) {
                        throw Refusal.inflates(MOST_BYTES);
                    }
                }
            }
        }
    }
}
