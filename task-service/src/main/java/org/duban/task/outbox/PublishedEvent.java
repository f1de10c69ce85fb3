package org.duban.task.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.duban.task.event.CloudEvent;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An event in the JSON form of CloudEvents 1.0, the same as on Kafka; its types and their data are described in
 * {@code openapi/events.yaml}.
 *
 * @param id           the same on Kafka, and on every retry
 * @param type         for example {@code org.duban.rung.fired.v1}
 * @param subject      id of what it is about
 * @param time         business time at which it happened
 * @param partitionkey the unit's code, else the notice's id
 * @param sequence     version of its one deadline; absent when it is about none
 * @param traceparent  by W3C Trace Context where what caused it stands in a trace; absent where nothing was traced
 * @param data         as {@code events.yaml} describes it for the type
 */
@Schema(name = "Event", description = "CloudEvents 1.0，与 Kafka 上的相同；各类型的 data 见 events.yaml (the same as on Kafka)",
        requiredProperties = {"specversion", "id", "source", "type", "subject", "time", "datacontenttype", "partitionkey", "data"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PublishedEvent(String specversion, UUID id, String source, @Schema(examples = "org.duban.rung.fired.v1") String type,
        String subject, Instant time, String datacontenttype, @Schema(examples = "532500-12") String partitionkey,
        @Schema(examples = "7") String sequence,
        @Schema(description = "引起该事件的请求在调用链中的位置（W3C Trace Context），未跟踪时没有 (where its cause stands in a trace)",
                examples = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01") String traceparent,
        @Schema(implementation = Map.class) @JsonRawValue String data) {

    PublishedEvent(UUID id, String type, String subject, Instant time, String key, String sequence, String data,
            String traceparent) {
        this("1.0", id, CloudEvent.SOURCE, type, subject, time, "application/json", key, sequence, traceparent, data);
    }
}
