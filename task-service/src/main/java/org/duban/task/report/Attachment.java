package org.duban.task.report;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** 附件 of a report. It is never changed; its content lies in {@link AttachmentContents}. */
@Entity
public class Attachment extends PanacheEntityBase {
    @Id
    public UUID id;

    @Column(name = "submission_id")
    public UUID submissionId;

    public String name;

    /** Media type, by the content. */
    public String type;

    public long size;

    public String sha256;

    @Column(name = "added_at")
    public Instant addedAt;

    /** When its content was deleted, having been kept long enough; null while it is there. */
    @Column(name = "deleted_at")
    public Instant deletedAt;

    protected Attachment() {}

    Attachment(UUID id, UUID submissionId, String name, String type, long size, String sha256, Instant now) {
        this.id = id;
        this.submissionId = submissionId;
        this.name = name;
        this.type = type;
        this.size = size;
        this.sha256 = sha256;
        this.addedAt = now;
    }

    /**
     * An attachment as the API shows it.
     *
     * @param type   media type, by the content
     * @param size   bytes
     * @param sha256 of the content, hexadecimal
     * @param deletedAt when the content was deleted, having been kept long enough; null while it can be downloaded
     */
    @Schema(name = "Attachment", requiredProperties = {"id", "name", "type", "size", "sha256", "addedAt"})
    public record View(UUID id, @Schema(examples = "整改清单.csv") String name, @Schema(examples = "text/csv") String type,
            @Schema(examples = "20480") long size, String sha256, Instant addedAt, Instant deletedAt) {

        static View of(Attachment a) {
            return new View(a.id, a.name, a.type, a.size, a.sha256, a.addedAt, a.deletedAt);
        }
    }

    /** By the report's id, in the order in which they came. */
    public static Map<UUID, List<View>> of(Collection<UUID> submissions) {
        return submissions.isEmpty() ? Map.of() : Attachment.<Attachment>list("submissionId in ?1 order by id", submissions)
                .stream().collect(Collectors.groupingBy(a -> a.submissionId, Collectors.mapping(View::of, Collectors.toList())));
    }

    static ProblemException missing(UUID id) {
        return ProblemException.notFound(new Text("附件", "attachment"), id);
    }
}
