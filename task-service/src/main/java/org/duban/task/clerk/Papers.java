package org.duban.task.clerk;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.duban.task.report.Attachment;
import org.duban.task.report.Dispute;
import org.duban.task.report.ExtensionRequest;
import org.duban.task.report.Submission;
import org.duban.task.report.Submission.Kind;

/** What was filed on assignments, and what the office answered, in words. */
@ApplicationScoped
class Papers {
    private record Filed(UUID assignment, Instant at, Sheet.Entry entry) {}

    /**
     * What is known of some assignments.
     *
     * @param entries   by assignment, the oldest first
     * @param extending those for which a later day is asked for, and not decided
     * @param disputed  those that are disputed, and not decided
     */
    record Past(Map<UUID, List<Sheet.Entry>> entries, Set<UUID> extending, Set<UUID> disputed) {}

    Past of(List<UUID> assignments, Words words) {
        List<Filed> filed = new ArrayList<>();
        List<Submission> reports = Submission.list("assignmentId in ?1", assignments);
        Map<UUID, List<Attachment.View>> files = Attachment.of(reports.stream().map(report -> report.id).toList());
        reports.forEach(report -> filed.add(new Filed(report.assignmentId, report.submittedAt,
                entry(report, files.getOrDefault(report.id, List.of()), words))));
        List<ExtensionRequest> requests = ExtensionRequest.list("assignmentId in ?1", assignments);
        requests.forEach(request -> filed.add(new Filed(request.assignmentId, request.requestedAt, entry(request, words))));
        List<Dispute> disputes = Dispute.list("assignmentId in ?1", assignments);
        disputes.forEach(dispute -> filed.add(new Filed(dispute.assignmentId, dispute.raisedAt, entry(dispute, words))));
        return new Past(
                filed.stream().sorted(Comparator.comparing(Filed::at)).collect(groupingBy(Filed::assignment, mapping(Filed::entry, toList()))),
                requests.stream().filter(request -> request.decision == null).map(request -> request.assignmentId).collect(toSet()),
                disputes.stream().filter(dispute -> dispute.decision == null).map(dispute -> dispute.assignmentId).collect(toSet()));
    }

    static Sheet.Entry entry(Submission report, List<Attachment.View> files, Words words) {
        String what = report.kind == Kind.FINAL ? words.say("办结情况", "final report") : words.say("阶段进展", "interim report");
        String percent = report.percent == null ? "" : words.say("，完成" + report.percent + "%", ", " + report.percent + "% done");
        return new Sheet.Entry(words.moment(report.submittedAt), what + percent, report.summary, report.problems, report.nextSteps,
                files, report.receipt, answer(report, words));
    }

    private static String answer(Submission report, Words words) {
        if (report.kind == Kind.INTERIM) {
            return null;
        }
        if (report.decision == null) {
            return words.say("等待审核", "waiting for review");
        }
        return switch (report.decision) {
            case ACCEPT -> words.say("审核通过，办结", "accepted") + reason(report.reason, words);
            case RETURN -> words.say("退回，请于" + words.day(report.newDue) + "前（含当日）重新报送",
                    "returned; report again by " + words.day(report.newDue)) + reason(report.reason, words);
        };
    }

    private static Sheet.Entry entry(ExtensionRequest request, Words words) {
        String answer = request.decision == null ? words.say("等待决定，期间期限照旧", "waiting; the day stays meanwhile")
                : switch (request.decision) {
                    case GRANT -> granted(request.newDue, words) + reason(request.decisionReason, words);
                    case REFUSE -> words.say("不予延期", "refused") + reason(request.decisionReason, words);
                };
        return new Sheet.Entry(words.moment(request.requestedAt), words.say("申请延期至" + words.day(request.wantedDue),
                "asked for an extension to " + words.day(request.wantedDue)), request.reason, null, null, List.of(), null, answer);
    }

    private static String granted(LocalDate day, Words words) {
        return words.say("同意延期至" + words.day(day), "granted: " + words.day(day));
    }

    private static Sheet.Entry entry(Dispute dispute, Words words) {
        String answer = dispute.decision == null ? words.say("等待决定，期间照常办理", "waiting; it stays yours meanwhile")
                : switch (dispute.decision) {
                    case UPHOLD -> words.say("异议成立，不再由你单位办理", "upheld; it is no longer yours") + reason(dispute.decisionReason, words);
                    case REJECT -> words.say("未予采纳，仍由你单位办理", "rejected; it stays yours") + reason(dispute.decisionReason, words);
                };
        return new Sheet.Entry(words.moment(dispute.raisedAt), words.say("提出异议", "disputed"), dispute.reason, null, null, List.of(),
                null, answer);
    }

    private static String reason(String reason, Words words) {
        return reason == null || reason.isBlank() ? "" : words.say("。意见：", ". In its words: ") + reason.strip();
    }
}
