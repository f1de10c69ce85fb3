package org.duban.task.imports;

import java.util.ArrayList;
import java.util.List;
import org.duban.task.unit.NameMatching;

/**
 * What the office says of one printed name.
 *
 * @param as      {@code =unit} or {@code =group}: one of that name is to be made; {@code =code}: it is the one in {@code other};
 *                empty: to be said later; else the code of the one that it means (no code begins with =)
 * @param other   code or name of the unit or group that it means
 * @param members codes or names of the members of a new group, parted by 、
 */
public record ImportAnswer(String name, String as, String other, String members) {

    /**
     * The answers of a form, whose fields are numbered: {@code name-1}, {@code as-1}, … By its button {@code rest}, units are made
     * of those of which nothing is said, but for names of several bodies.
     */
    static List<ImportAnswer> of(ImportForm form) {
        List<ImportAnswer> answers = new ArrayList<>();
        for (int i = 1; form.has("name-" + i); i++) {
            String name = form.value("name-" + i);
            boolean made = form.has("rest") && form.value("as-" + i).isEmpty() && !NameMatching.isCollective(name);
            answers.add(new ImportAnswer(name, made ? "=unit" : form.value("as-" + i), form.value("other-" + i), form.value("members-" + i)));
        }
        return answers;
    }

    boolean isNewUnit() {
        return as.equals("=unit");
    }

    boolean isNewGroup() {
        return as.equals("=group");
    }

    List<String> memberNames() {
        return ImportForm.split(members);
    }

    /** Whom it means; null: nobody yet. */
    String code() {
        return isNewUnit() || isNewGroup() || as.isEmpty() ? null : as.equals("=code") ? other : as;
    }
}
