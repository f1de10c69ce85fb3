package org.duban.task.clerk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.duban.task.assignment.Acknowledgements;
import org.duban.task.idempotency.Once;
import org.duban.task.problem.Days;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.ProblemMappers;
import org.duban.task.problem.Text;
import org.duban.task.report.Disputes;
import org.duban.task.report.DisputeResource.DisputeFiling;
import org.duban.task.report.ExtensionRequestResource.ExtensionFiling;
import org.duban.task.report.Extensions;

/**
 * Does what a unit's clerk asks for by the link: by the same classes as over REST, as that unit, and audited as such. Each
 * form is done once, however often its button is pressed.
 */
@ApplicationScoped
class Clerk {
    private static final Text GONE = new Text("该事项已不能这样办理，可能刚由他人办理。现状见下。",
            "This cannot be done any more; somebody else may just have done it. See below.");

    private final Acknowledgements acknowledgements;
    private final Filing filing;
    private final Extensions extensions;
    private final Disputes disputes;
    private final Once once;
    private final Validator validator;

    Clerk(Acknowledgements acknowledgements, Filing filing, Extensions extensions, Disputes disputes, Once once, Validator validator) {
        this.acknowledgements = acknowledgements;
        this.filing = filing;
        this.extensions = extensions;
        this.disputes = disputes;
        this.once = once;
        this.validator = validator;
    }

    /**
     * Does what the form asks for.
     *
     * @param sheet what lies before the clerk now
     * @return where the browser goes next, from the link's own path on
     * @throws Faults.Found where something of the form is wrong; nothing was done then
     */
    String act(Link link, Form form, Sheet sheet, boolean english) throws IOException {
        Faults faults = new Faults(english);
        if (!link.gave(form.value("key")) || form.action().isEmpty()) {
            // No page of ours sends that.
            faults.add(null, new Text("这次提交不是由本页发出的，未作任何更改。请再提交一次。",
                    "This was not sent by this page, and nothing was changed. Send it again.")).raise(400);
        }
        try {
            return switch (form.action().get()) {
                case ACKNOWLEDGE -> acknowledge(link, sheet);
                case REPORT -> filing.file(link, form, sheet, faults);
                case EXTEND -> extend(link, form, sheet, faults);
                case DISPUTE -> dispute(link, form, sheet, faults);
            };
        } catch (ProblemException e) {
            if (e.code().status >= 500) {
                throw e;
            }
            if (e.code() == ProblemCode.KEY_REUSED) {
                faults.add(null, new Text("这张表单已经提交过，内容与这次不同。如需再报一次，请核对后再按一次提交。",
                        "This form was sent before, with other content. To report once more, check it and press the button again."));
            } else {
                faults.add(e);
            }
            faults.raise(e.code().status);
            throw e;
        }
    }

    /** Each by itself, in its own transaction: it is safe to repeat, so what is left is acknowledged by the next press. */
    private String acknowledge(Link link, Sheet sheet) {
        sheet.items().filter(Sheet.Item::unacknowledged)
                .forEach(item -> acknowledgements.acknowledge(item.id(), link.unit(), link.actor()));
        return "?done=ACKNOWLEDGE";
    }

    private String extend(Link link, Form form, Sheet sheet, Faults faults) {
        UUID assignment = only(form, sheet, faults);
        LocalDate wanted = day(form.text("wantedDue"), faults);
        ExtensionFiling request = new ExtensionFiling(form.text("reason"), wanted);
        check(request, faults);
        return once.of(request(link, form, assignment, request), Place.FORM, () -> {
            extensions.request(assignment, request, link.unit(), link.actor());
            return "?done=EXTEND";
        });
    }

    private String dispute(Link link, Form form, Sheet sheet, Faults faults) {
        UUID assignment = only(form, sheet, faults);
        DisputeFiling filing = new DisputeFiling(form.text("reason"), null);
        check(filing, faults);
        return once.of(request(link, form, assignment, filing), Place.FORM, () -> {
            disputes.raise(assignment, filing, link.unit(), link.actor());
            return "?done=DISPUTE";
        });
    }

    /** As it is told from others that this link's holders send. */
    static Once.Request request(Link link, Form form, Object... content) {
        // All forms of a page have one key; each is another one with what it asks for.
        return new Once.Request(link.actor() + " " + link.notice(), form.anchor("form") + " " + form.value("key"), form.value("action"),
                Arrays.asList(content), true);
    }

    /** The assignment that the form is about. Another unit's, or another notice's, does not lie before the clerk. */
    private static UUID only(Form form, Sheet sheet, Faults faults) {
        List<UUID> found = sheet.items().map(Sheet.Item::id).filter(id -> form.has("assignment", id.toString())).toList();
        if (found.size() != 1) {
            faults.add(null, GONE).raise(404);
        }
        return found.get(0);
    }

    /** The rules of a request over REST. */
    private void check(Object request, Faults faults) {
        check(validator, request, faults);
        faults.raise(400);
    }

    static void check(Validator validator, Object request, Faults faults) {
        Set<ConstraintViolation<Object>> violations = validator.validate(request);
        if (!violations.isEmpty()) {
            faults.add(ProblemMappers.ofBody(violations));
        }
    }

    private static LocalDate day(String text, Faults faults) {
        try {
            return text == null ? null : Days.parse(text);
        } catch (DateTimeException e) {
            faults.add("wantedDue", new Text("应为日期，如 2023-08-15。", "It must be a date such as 2023-08-15.")).raise(400);
            return null;
        }
    }
}
