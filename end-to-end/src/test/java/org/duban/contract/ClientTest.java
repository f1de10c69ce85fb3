package org.duban.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.duban.client.ApiClient;
import org.duban.client.ApiException;
import org.duban.client.api.AssignmentsApi;
import org.duban.client.api.EventsApi;
import org.duban.client.api.ExtensionRequestsApi;
import org.duban.client.api.NoticesApi;
import org.duban.client.api.SubmissionsApi;
import org.duban.client.api.UnitsApi;
import org.duban.client.model.Assignment;
import org.duban.client.model.AssignmentStatus;
import org.duban.client.model.DispatchRequest;
import org.duban.client.model.Event;
import org.duban.client.model.EventPage;
import org.duban.client.model.ExtensionDecision;
import org.duban.client.model.ExtensionDecisionRequest;
import org.duban.client.model.ExtensionFiling;
import org.duban.client.model.ExtensionRequest;
import org.duban.client.model.HistoryEntry;
import org.duban.client.model.Light;
import org.duban.client.model.Notice;
import org.duban.client.model.NoticeDraft;
import org.duban.client.model.Problem;
import org.duban.client.model.ReviewDecision;
import org.duban.client.model.ReviewRequest;
import org.duban.client.model.Submission;
import org.duban.client.model.SubmissionKind;
import org.duban.client.model.SubmissionRequest;
import org.duban.client.model.UnitRequest;
import org.duban.product.Layout;
import org.duban.product.Ports;
import org.duban.product.Product;
import org.duban.stack.trace.TraceCollector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What an integrator gets who generates a client from the contract: the life of an assignment, driven with it alone; and what was seen of it. */
class ClientTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final String UNIT = "532500-12";
    private static final String NOTICE = """
            某州人民政府办公室关于印发某州校园安全工作方案的通知
            各县市人民政府,州级有关部门:
            2023年6月15日
            一、工作任务
            (一)加强防溺水工作
            1. 落实双线预防溺水责任制。(责任单位:州水利局、州教育体育局)
            二、工作要求
            请于2023年8月1日前将落实情况报州教育体育局。邮箱:jiaoyu@honghe.example""";

    @TempDir
    Path local;

    @Test
    void aGeneratedClientDrivesTheLifeOfAnAssignment() throws Exception {
        Layout layout = Layout.live(local);
        try (TraceCollector collector = TraceCollector.start()) {
            try (Product product = Product.start(HOME, layout, Ports.free(), Seen.settings(collector))) {
                product.clock().freeze(Instant.parse("2023-07-19T00:00:00Z"));
                ApiClient office = client(product, product.token("office", null));
                ApiClient unit = client(product, product.token("unit", UNIT));
                unitsOf(office);
                Seen.address(product, UNIT);
                Assignment assignment = dispatched(office, unit);
                reported(office, unit, assignment.getId());
                refused(office, unit, client(product, "no.such.token"), assignment.getId());
                published(unit);
                Seen.whatBelongsIntoNoLog(product);
            }
            Seen.check(collector.spans(), layout.logs());
        }
    }

    private static void unitsOf(ApiClient office) throws ApiException {
        UnitsApi units = new UnitsApi(office);
        assertEquals("州水利局", units.putUnit(UNIT, new UnitRequest().name("州水利局"), null).getName());
        units.putUnit("532500-02", new UnitRequest().name("州教育体育局"), null);
    }

    /** Read, stored once though it is sent twice, dispatched. */
    private static Assignment dispatched(ApiClient office, ApiClient unit) throws ApiException {
        NoticesApi notices = new NoticesApi(office);
        NoticeDraft draft = notices.parseNotice(NOTICE);
        assertEquals(LocalDate.of(2023, 8, 1), draft.getReportBy());
        String key = UUID.randomUUID().toString();
        Notice notice = notices.createNotice(draft, null, key);
        assertEquals(notice.getId(), notices.createNotice(draft, null, key).getId());
        assertEquals(2, notices.dispatchNotice(notice.getId(), new DispatchRequest()).getAssignments());

        List<Assignment> own = new AssignmentsApi(unit).listAssignments(
                AssignmentsApi.APIListAssignmentsRequest.newBuilder().notice(notice.getId())
                        .status(List.of(AssignmentStatus.AWAITING_ACKNOWLEDGEMENT)).build()).getItems();
        assertEquals(List.of(UNIT), own.stream().map(Assignment::getUnit).toList());
        assertEquals(Light.GREEN, own.get(0).getLight());
        return own.get(0);
    }

    /** Acknowledged, reported, returned, given more time, reported again, accepted. */
    private static void reported(ApiClient office, ApiClient unit, UUID id) throws ApiException {
        assertEquals(AssignmentStatus.IN_PROGRESS, new AssignmentsApi(unit).acknowledgeAssignment(id).getStatus());
        assertNull(report(unit, id, SubmissionKind.INTERIM, 40).getDecision());
        Submission first = report(unit, id, SubmissionKind.FINAL, 100);
        Submission returned = new SubmissionsApi(office).reviewSubmission(first.getId(), new ReviewRequest()
                .decision(ReviewDecision.RETURN).reason("未附整改清单。").newDue(LocalDate.of(2023, 8, 10)));
        assertEquals(ReviewDecision.RETURN, returned.getDecision());

        ExtensionRequest request = new ExtensionRequestsApi(unit).requestExtension(id, new ExtensionFiling()
                .reason("汛期任务重。").wantedDue(LocalDate.of(2023, 8, 20)), null);
        new ExtensionRequestsApi(office).decideExtensionRequest(request.getId(), new ExtensionDecisionRequest()
                .decision(ExtensionDecision.GRANT).newDue(LocalDate.of(2023, 8, 18)));
        Assignment extended = new AssignmentsApi(unit).getAssignment(id, null);
        assertEquals(LocalDate.of(2023, 8, 1), extended.getOriginalDue());
        assertEquals(LocalDate.of(2023, 8, 18), extended.getDue());

        Submission second = report(unit, id, SubmissionKind.FINAL, 100);
        assertProblem(409, "illegal-move", () -> report(unit, id, SubmissionKind.FINAL, 100));
        new SubmissionsApi(office).reviewSubmission(second.getId(), new ReviewRequest().decision(ReviewDecision.ACCEPT));
        assertEquals(AssignmentStatus.COMPLETED, new AssignmentsApi(unit).getAssignment(id, null).getStatus());
        assertEquals(List.of("assignment.opened", "assignment.acknowledged", "submission.filed", "submission.filed",
                        "submission.returned", "submission.filed", "submission.accepted"),
                new AssignmentsApi(unit).getAssignmentHistory(id, null).stream().map(HistoryEntry::getAction)
                        .filter(action -> action.matches("(assignment|submission)\\..*")).toList());
    }

    private static Submission report(ApiClient unit, UUID id, SubmissionKind kind, int percent) throws ApiException {
        return new SubmissionsApi(unit).submitReport(id, new SubmissionRequest().kind(kind).summary("已完成专项排查。")
                .percent(percent), UUID.randomUUID().toString());
    }

    private static void refused(ApiClient office, ApiClient unit, ApiClient stranger, UUID id) throws ApiException {
        Problem malformed = assertProblem(400, "invalid-field", () -> report(unit, id, SubmissionKind.FINAL, 101));
        assertEquals("/percent", malformed.getErrors().get(0).getPointer());
        assertProblem(401, "unauthenticated", () -> new UnitsApi(stranger).getUnit(UNIT, null));
        assertProblem(403, "forbidden", () -> new NoticesApi(unit).parseNotice(NOTICE));
        assertProblem(404, "not-found", () -> new UnitsApi(unit).getUnit("532500-02", null));
        assertProblem(428, "precondition-required",
                () -> new UnitsApi(office).putUnit(UNIT, new UnitRequest().name("州水务局"), null));
        String tag = new UnitsApi(office).getUnitWithHttpInfo(UNIT, null).getHeaders().get("etag").get(0);
        assertEquals("州水务局", new UnitsApi(office).putUnit(UNIT, new UnitRequest().name("州水务局"), tag).getName());
        assertProblem(412, "precondition-failed", () -> new UnitsApi(office).putUnit(UNIT, new UnitRequest().name("州局"), tag));
    }

    /** Page by page to the end: nothing twice, and each change of the assignment is there. */
    private static void published(ApiClient unit) throws ApiException {
        List<Event> events = new ArrayList<>();
        String after = null;
        while (events.stream().noneMatch(event -> event.getType().equals("org.duban.extension.granted.v1"))
                || !after.isEmpty() && events.size() < 4) {
            EventPage page = new EventsApi(unit).listEvents(after, 2, 10, null);
            assertTrue(page.getItems().size() <= 2 && !page.getItems().isEmpty(), "the next was waited for");
            events.addAll(page.getItems());
            after = page.getNext();
        }
        assertEquals(events.size(), events.stream().map(Event::getId).distinct().count());
        assertTrue(events.stream().allMatch(event -> event.getPartitionkey().equals(UNIT)), events::toString);
    }

    /** The problem as the client reads it. */
    private static Problem assertProblem(int status, String code, Executable call) {
        ApiException refusal = assertThrows(ApiException.class, call);
        try {
            Problem problem = ApiClient.createDefaultObjectMapper().readValue(refusal.getResponseBody(), Problem.class);
            assertEquals(status + " " + status + " " + code,
                    refusal.getCode() + " " + problem.getStatus() + " " + problem.getCode());
            return problem;
        } catch (JsonProcessingException e) {
            throw new AssertionError(refusal.getResponseBody(), e);
        }
    }

    private static ApiClient client(Product product, String token) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(product.tasks().url());
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
        return client;
    }
}
