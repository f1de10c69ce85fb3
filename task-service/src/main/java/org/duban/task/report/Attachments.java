package org.duban.task.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.duban.task.assignment.Assignment;
import org.duban.task.assignment.Deadlines;
import org.duban.task.audit.Audit;
import org.duban.task.event.Ids;
import org.duban.task.notice.Notice;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;

/**
 * Takes attachments. A file is first spooled to disk and looked at, then stored in one short transaction: a slow client
 * holds no connection, and no file is ever whole in memory.
 */
@ApplicationScoped
public class Attachments {
    /** The largest attachment, in megabytes. */
    public static final int MEGABYTES = 20;
    private static final long LARGEST = MEGABYTES * 1024L * 1024;
    /** The most of one report. */
    public static final int MOST = 10;

    private final AttachmentContents contents;
    private final Audit audit;
    private final Clock clock;

    Attachments(AttachmentContents contents, Audit audit, Clock clock) {
        this.contents = contents;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A file that was received and looked at. Two of the same name and content are the same to an Idempotency-Key.
     *
     * @param file deleted by who received it
     */
    public record Spooled(@JsonIgnore Path file, @JsonIgnore FileKind kind, String name, long size, String sha256) {}

    /**
     * Receives a file for a report; the caller deletes it.
     *
     * @param unit the caller's unit: another unit's report does not exist for it
     */
    Spooled receive(UUID submissionId, String name, InputStream content, String unit) throws IOException {
        // Asked before a byte is read. Whether it is open is asked when it is stored: a repeat under its key is answered
        // even after the review.
        QuarkusTransaction.requiringNew().run(() -> own(Submission.findById(submissionId), submissionId, unit));
        return receive(name, content);
    }

    /**
     * The same, for a report that is yet to be filed.
     *
     * @throws ProblemException where its name, kind or size is not allowed; nothing is left to be deleted then
     */
    public Spooled receive(String name, InputStream content) throws IOException {
        String clean = FileName.clean(name);
        if (clean.isEmpty()) {
            Text what = Text.of("应为带扩展名的文件名。", "It must be a file name with an ending.");
            throw new ProblemException(ProblemCode.INVALID_PARAMETER, what).parameter("name", what);
        }
        FileKind kind = FileKind.ofName(clean).orElseThrow(() -> new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                Text.of("附件的扩展名应为下列之一：%s。", "The file name must end in one of %s.", FileKind.NAMES)));
        Path file = Files.createTempFile("duban-attachment", null);
        try {
            Spooled spooled = spool(content, file, kind, clean);
            if (!kind.fits(file)) {
                throw new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE, Text.of(
                        "文件内容与扩展名 %s 不符。", "The content is not what the ending %s says.", clean.substring(clean.lastIndexOf('.'))));
            }
            return spooled;
        } catch (IOException | RuntimeException e) {
            Files.delete(file);
            throw e;
        }
    }

    /** Stores what was received. */
    @Transactional
    public Attachment store(UUID submissionId, Spooled spooled, String unit, String actor) throws IOException {
        String name = spooled.name;
        Submission submission = refuseUnlessOpen(submissionId, unit);
        Attachment attachment = new Attachment(Ids.next(), submissionId, name, spooled.kind.mediaType, spooled.size,
                spooled.sha256, clock.instant());
        attachment.persist();
        Panache.getEntityManager().flush();
        try (InputStream content = Files.newInputStream(spooled.file)) {
            contents.store(attachment.id, content);
        }
        audit.record(new Audit.Entry(actor, "attachment.added", "assignment", submission.assignmentId, null, Map.of(
                "submission", submissionId, "attachment", attachment.id, "name", name, "sha256", spooled.sha256), null));
        return attachment;
    }

    void copy(UUID id, OutputStream to) throws IOException {
        contents.copy(id, to);
    }

    /** The report is locked: it takes so many attachments, and none once it is reviewed. */
    private static Submission refuseUnlessOpen(UUID submissionId, String unit) {
        Submission submission = Submission.findById(submissionId, LockModeType.PESSIMISTIC_WRITE);
        Assignment assignment = own(submission, submissionId, unit);
        Deadlines.requireLive(Notice.byId(assignment.noticeId));
        if (submission.decision != null) {
            throw new ProblemException(ProblemCode.ILLEGAL_MOVE, Text.of("该报送已审核，不再接受附件。",
                    "The report was reviewed and takes no more attachments."));
        }
        if (Attachment.count("submissionId", submissionId) >= MOST) {
            throw new ProblemException(ProblemCode.CONFLICT, Text.of("一份报送最多 %d 个附件。",
                    "A report takes at most %d attachments.", MOST));
        }
        return submission;
    }

    /** The report's assignment, which is the unit's. */
    private static Assignment own(Submission submission, UUID id, String unit) {
        Assignment assignment = submission == null ? null : Assignment.findById(submission.assignmentId);
        if (assignment == null || !assignment.unitCode.equals(unit)) {
            throw Submission.missing(id);
        }
        return assignment;
    }

    private Spooled spool(InputStream content, Path file, FileKind kind, String name) throws IOException {
        MessageDigest sha256 = sha256();
        long size = 0;
        byte[] piece = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int n = content.read(piece); n >= 0; n = content.read(piece)) {
                size += n;
                if (size > LARGEST) {
                    throw new ProblemException(ProblemCode.CONTENT_TOO_LARGE, Text.of("附件不能超过 %d 字节。",
                            "An attachment has at most %d bytes.", LARGEST));
                }
                sha256.update(piece, 0, n);
                out.write(piece, 0, n);
            }
        }
        if (size == 0) {
            throw new ProblemException(ProblemCode.BAD_REQUEST, Text.of("附件是空的。", "The attachment is empty."));
        }
        return new Spooled(file, kind, name, size, HexFormat.of().formatHex(sha256.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
