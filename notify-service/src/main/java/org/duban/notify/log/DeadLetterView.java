package org.duban.notify.log;

import java.time.Instant;
import org.duban.notify.inbox.DeadLetter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A dead letter as it is shown. */
@Schema(description = "一条无法识别的消息，原样保存。A record that was not understood, as it came.")
public record DeadLetterView(
        @Schema(required = true, examples = "3") long id,

        @Schema(required = true, examples = "duban.events")
        String topic,

        @Schema(required = true, examples = "2") int partition,
        @Schema(required = true, examples = "41") long offset,

        @Schema(description = "消息在 Kafka 中的时间。Its timestamp in Kafka.", required = true)
        Instant recordTime,

        @Schema(description = "消息键；没有则不出现。Its key; absent where it had none.")
        String key,

        @Schema(description = "消息头，每行一个。Its headers, one a line.", required = true)
        String headers,

        @Schema(description = "原始内容，Base64；没有则不出现。列表中超过 4096 字节的也不出现，请单独读取该条。Its bytes in Base64; absent where it had"
                        + " none, and in lists where it has more than 4096 bytes: then read the letter by itself.")
        byte[] value,

        @Schema(description = "原始内容的字节数；没有内容则不出现。Bytes of its value; absent where it had none.", examples = "2")
        Integer size,

        @Schema(description = "原始内容开头至多 500 个字符，供人查看；没有内容则不出现。The beginning of its value as text, 500 characters at"
                        + " most; absent where it had none.", examples = "{}")
        String excerpt,

        @Schema(description = "最近一次读取时无法识别的原因。Why it was not understood when it was last read.", required = true,
                examples = "no header ce_id")
        String reason,

        @Schema(required = true) Instant receivedAt,

        @Schema(description = "OPEN 待处理，REPLAYED 已重新读取并识别，DISMISSED 已放弃。To be looked at, read again and understood, given up.",
                required = true)
        DeadLetter.Status status,

        @Schema(description = "何时处理完毕；待处理的没有。When that was settled; absent while it is open.")
        Instant settledAt,

        @Schema(description = "由谁处理；待处理的没有。By whom; absent while it is open.", examples = "office")
        String settledBy,

        @Schema(description = "为什么放弃；仅 DISMISSED 有。Why it was given up; with DISMISSED only.")
        String settledReason) {

    static DeadLetterView of(DeadLetter letter) {
        return of(letter, letter.value == null ? null : letter.value.length);
    }

    /** Without the value where only its beginning was read. */
    static DeadLetterView of(DeadLetter.Listed listed) {
        return of(listed.letter(), listed.size());
    }

    private static DeadLetterView of(DeadLetter letter, Integer size) {
        boolean whole = size != null && size == letter.value.length;
        return new DeadLetterView(
                letter.id,
                letter.topic,
                letter.partition,
                letter.offset,
                letter.recordTime,
                letter.keyText(),
                letter.headerText(),
                whole ? letter.value : null,
                size,
                letter.excerpt(),
                letter.reason,
                letter.receivedAt,
                letter.status,
                letter.settledAt,
                letter.settledBy,
                letter.settledWhy);
    }
}
