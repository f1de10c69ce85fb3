package org.duban.task.clerk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.duban.task.idempotency.Once;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.duban.task.report.Attachments;
import org.duban.task.report.Reports;
import org.duban.task.report.Submission;
import org.duban.task.report.Submission.Kind;
import org.duban.task.report.SubmissionResource.SubmissionRequest;

/** 报送 by the page: one report, with its files, for each task that is ticked. All of it or nothing. */
@ApplicationScoped
class Filing {
    /** Each report has the files as its own: so much is stored by one form at most. */
    private static final long MOST_BYTES = 100L * 1024 * 1024;

    private final Reports reports;
    private final Attachments attachments;
    private final Once once;
    private final Validator validator;

    Filing(Reports reports, Attachments attachments, Once once, Validator validator) {
        this.reports = reports;
        this.attachments = attachments;
        this.once = once;
        this.validator = validator;
    }

    /** @return where its receipt is */
    String file(Link link, Form form, Sheet sheet, Faults faults) throws IOException {
        SubmissionRequest report = new SubmissionRequest(kind(form), form.text("summary"), percent(form, faults),
                form.text("problems"), form.text("nextSteps"));
        Clerk.check(validator, report, faults);
        List<Attachments.Spooled> files = new ArrayList<>();
        try {
            receive(form, files, faults);
            if (faults.any()) {
                assignments(form, sheet, files, faults);
                faults.raise(400);
            }
            Once.Request request = Clerk.request(link, form, form.values("assignment"), form.values("all"), report, files);
            // Asked only of the first: to its twin, what it has filed would look like done by somebody else.
            return once.of(request, Place.FORM, () -> {
                List<UUID> assignments = assignments(form, sheet, files, faults);
                faults.raise(400);
                return store(link, assignments, report, files);
            });
        } finally {
            for (Attachments.Spooled file : files) {
                Files.deleteIfExists(file.file());
            }
        }
    }

    private String store(Link link, List<UUID> assignments, SubmissionRequest report, List<Attachments.Spooled> files)
            throws IOException {
        List<Submission> filed = reports.submit(assignments, report, link.unit(), link.actor());
        for (Submission each : filed) {
            for (Attachments.Spooled file : files) {
                attachments.store(each.id, file, link.unit(), link.actor());
            }
        }
        return "/receipts/" + filed.get(0).receipt;
    }

    private static List<UUID> assignments(Form form, Sheet sheet, List<Attachments.Spooled> files, Faults faults) {
        List<UUID> reportable = sheet.reportable();
        List<UUID> wanted = form.has("all", "true") ? reportable
                : reportable.stream().filter(id -> form.has("assignment", id.toString())).toList();
        if (wanted.isEmpty()) {
            faults.add("assignment", new Text("请勾选要报送的事项。", "Tick what you report on."));
        } else if (!form.has("all", "true") && wanted.size() < form.values("assignment").stream().distinct().count()) {
            faults.add("assignment", new Text("勾选的事项中有的已不能报送，可能刚由他人报送。请核对勾选后再提交。",
                    "Some of what was ticked cannot be reported on any more. Check what is ticked and send it again."));
        }
        if (files.stream().mapToLong(Attachments.Spooled::size).sum() * wanted.size() > MOST_BYTES) {
            faults.add("files", new Text("所勾选的每一项都要保存这些文件，合计过大。请减少文件，或分几次报送。",
                    "Each task that is ticked keeps these files, which is too much together. Send fewer, or report in parts."));
        }
        return wanted;
    }

    private static Kind kind(Form form) {
        return Stream.of(Kind.values()).filter(kind -> form.has("kind", kind.name())).findFirst().orElse(null);
    }

    private static Integer percent(Form form, Faults faults) {
        String text = form.text("percent");
        try {
            return text == null ? null : Integer.valueOf(text.replaceFirst("[%％]$", ""));
        } catch (NumberFormatException e) {
            faults.add("percent", new Text("应为 0 至 100 的整数。", "It must be a whole number from 0 to 100."));
            return null;
        }
    }

    private void receive(Form form, List<Attachments.Spooled> files, Faults faults) throws IOException {
        if (form.uploads().size() > Attachments.MOST) {
            faults.add("files", Text.of("最多 %d 个文件。", "%d files at most.", Attachments.MOST));
            return;
        }
        for (Form.Upload upload : form.uploads()) {
            try (InputStream content = upload.content().getInputStream()) {
                files.add(attachments.receive(upload.name(), content));
            } catch (ProblemException e) {
                faults.add("files", new Text(upload.name() + "：" + e.detail().zh(), upload.name() + ": " + e.detail().en()));
            }
        }
    }
}
