package org.duban.stack.trace;

import java.util.List;
import java.util.Map;

/**
 * A span as it was collected; ids are hexadecimal.
 *
 * @param parentId   empty where it is the first of its trace
 * @param attributes texts and whole numbers
 * @param links      the traces that it is linked to
 */
public record Span(String service, String traceId, String spanId, String parentId, String name,
        Map<String, String> attributes, List<String> links) {}
