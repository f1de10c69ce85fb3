package org.duban.task.notice;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** Opens this package to the simulation: a draft is stored without HTTP. */
@ApplicationScoped
public class NoticeDoor {
    private final Notices notices;
    private final ObjectMapper json;

    NoticeDoor(Notices notices, ObjectMapper json) {
        this.notices = notices;
        this.json = json;
    }

    /** @param draft as it stands in a request */
    public UUID create(Map<String, Object> draft, String actor) {
        return notices.create(json.convertValue(draft, NoticeDraft.class), false, actor).id;
    }
}
