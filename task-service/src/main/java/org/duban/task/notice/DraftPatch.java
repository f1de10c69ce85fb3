package org.duban.task.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.io.IOException;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.ProblemMappers;

/** Changes to a draft, named field by field. */
@ApplicationScoped
public class DraftPatch {
    private static final String TEXT = "sourceText";

    private final ObjectMapper json;
    private final Validator validator;

    DraftPatch(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /** @throws ProblemException 400 unless it is a JSON object */
    JsonNode read(byte[] body) throws IOException {
        try {
            JsonNode patch = json.readTree(body);
            if (patch == null || !patch.isObject()) {
                throw ProblemException.field("", "应为 JSON 对象。", "It must be a JSON object.");
            }
            if (patch.path(TEXT).isNull()) {
                throw ProblemException.field("/" + TEXT, "原文入库后不再更改。", "The verbatim text is never changed.");
            }
            return patch;
        } catch (JsonProcessingException e) {
            throw ProblemMappers.ofJson(e);
        }
    }

    /** What the draft is to be; as strict as a draft that is sent as a whole. */
    public NoticeDraft apply(JsonNode patch, NoticeDraft draft) {
        try {
            NoticeDraft changed = json.treeToValue(MergePatch.merge(json.valueToTree(draft), patch), NoticeDraft.class);
            var violations = validator.validate(changed);
            if (!violations.isEmpty()) {
                throw ProblemMappers.ofBody(violations);
            }
            return changed;
        } catch (JsonProcessingException e) {
            throw ProblemMappers.ofJson(e);
        }
    }
}
