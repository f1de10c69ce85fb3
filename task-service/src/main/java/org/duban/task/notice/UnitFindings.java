package org.duban.task.notice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.duban.task.parse.Finding;
import org.duban.task.parse.Severity;
import org.duban.task.parse.Span;
import org.duban.task.unit.NameMatching;
import org.duban.task.unit.UnitReading;
import org.duban.task.unit.UnitReading.Named;

/** What the office has to look at in the units of a reading, each at the first place that prints its name. */
final class UnitFindings {
    private static final int MOST = 200;

    private final String text;
    /** The text without blanks and line ends, and where each of its characters stands. */
    private final String squeezed;
    private final int[] origin;

    private UnitFindings(String text) {
        this.text = text;
        StringBuilder ink = new StringBuilder(text.length());
        origin = new int[text.length()];
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isWhitespace(text.charAt(i)) && !Character.isSpaceChar(text.charAt(i))) {
                origin[ink.length()] = i;
                ink.append(text.charAt(i));
            }
        }
        squeezed = ink.toString();
    }

    /** The findings of the text and those of its units, in the order of their places. */
    static List<Finding> with(List<Finding> findings, List<UnitReading> units, String text) {
        UnitFindings places = new UnitFindings(text);
        List<Finding> all = new ArrayList<>(findings);
        units.stream().filter(unit -> unit.code() == null || unit.by().isAssumed()).limit(MOST).map(places::finding).forEach(all::add);
        all.sort(Comparator.comparingInt(finding -> finding.place().start()));
        return all;
    }

    private Finding finding(UnitReading unit) {
        boolean known = unit.code() != null;
        String message;
        if (known) {
            message = unit.by() == UnitReading.By.PREFIX ? "“%s”省去了级别，按前后文读作代码为 %s 的单位，请确认。".formatted(unit.name(), unit.code())
                    : "名录中没有“%s”，按级别读作代码为 %s 的单位，请确认。".formatted(unit.name(), unit.code());
        } else {
            String what = NameMatching.isCollective(unit.name()) ? "单位组“%s”尚未建立".formatted(unit.name()) : "单位名录中没有“%s”".formatted(unit.name());
            message = what + (unit.nearest().isEmpty() ? "。" : "，最接近的是%s。".formatted(
                    unit.nearest().stream().map(Named::name).collect(Collectors.joining("、")))) + "未自动建立，请确认。";
        }
        int at = squeezed.indexOf(unit.name().replaceAll("\\s", ""));
        int start = at < 0 ? 0 : origin[at];
        int end = at < 0 ? 0 : origin[at + unit.name().replaceAll("\\s", "").length() - 1] + 1;
        int line = 1 + (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
        return new Finding(known ? "unit-assumed" : "unit-unknown", Severity.WARNING, new Span(start, end, line), text.substring(start, end), message);
    }
}
