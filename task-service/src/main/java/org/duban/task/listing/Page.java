package org.duban.task.listing;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One page of a list.
 *
 * @param items at most {@code limit} of them
 * @param next  opaque; give it as {@code after}, with the other parameters unchanged, to read on; null at the end
 */
@Schema(requiredProperties = {"items"})
public record Page<T>(List<T> items,
        @Schema(description = "不透明的游标，作为下一次的 after；末页没有 (opaque; absent on the last page)") String next) {
    /** Items on a page when the caller does not say. */
    public static final String DEFAULT_LIMIT = "50";
    /** The largest page. */
    public static final int MAX_LIMIT = 200;
}
