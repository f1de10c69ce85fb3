package org.duban.task.parse;

/** A person whom the notice gives for questions (联系人). The phone is null where none is printed. */
public record ParsedContact(String name, String phone) {
}
