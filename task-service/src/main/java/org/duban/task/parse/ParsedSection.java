package org.duban.task.parse;

/**
 * A heading that has tasks under it.
 *
 * @param ref     the printed numbers from the top, joined: {@code 二/(一)}
 * @param number  its place among the sections that have tasks, from 1
 * @param heading the heading as printed, with its number
 */
public record ParsedSection(String ref, String number, String heading) {
}
