package org.duban.notify.upkeep;

import java.time.Instant;
import org.duban.notify.hold.Hold;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The hold as it is shown. */
@Schema(name = "Hold", description = "恢复备份之后的暂停。The hold after a restore.")
public record HoldView(
        @Schema(description = "true：不发送任何邮件。Nothing is sent.", required = true)
        boolean held,

        @Schema(description = "最近一次恢复所用备份的时刻；从未恢复则不出现，以下各项同。How far the back-up of the last restore knows; absent where there was none.")
        Instant backupAt,

        @Schema(description = "恢复的时刻。When it was restored.")
        Instant since,

        @Schema(description = "放行的时刻；未放行不出现。When it was released; absent while it is held.")
        Instant releasedAt,

        @Schema(description = "放行的人。Who released it.", examples = "office")
        String releasedBy,

        @Schema(description = "为什么可以放行。Why it may go on.")
        String reason,

        @Schema(description = "此时刻及以前的事由不再发信；没有跳过则不出现。Of what happened up to then nothing is sent.")
        Instant skipUntil) {

    static final String HELD = """
            {"held":true,"backupAt":"2023-07-27T18:00:00Z","since":"2023-07-28T01:30:00Z"}""";

    static final String RELEASED = """
            {"held":false,"backupAt":"2023-07-27T18:00:00Z","since":"2023-07-28T01:30:00Z","releasedAt":"2023-07-28T02:10:00Z",\
            "releasedBy":"office","reason":"已核对恢复后的数据","skipUntil":"2023-07-28T02:00:00Z"}""";

    static HoldView of(Hold hold) {
        return hold.last()
                .map(last -> new HoldView(
                        last.releasedAt() == null,
                        last.backupAt(),
                        last.since(),
                        last.releasedAt(),
                        last.releasedBy(),
                        last.reason(),
                        last.skipUntil()))
                .orElse(new HoldView(false, null, null, null, null, null, null));
    }
}
