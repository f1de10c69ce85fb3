package org.duban.task.intake;

import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Set;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;

/** A cell as Excel shows it, but days in full: what it shows of them hangs on the machine, and may lack the year. */
final class ShownCells extends DataFormatter {
    /** Built-in formats with a day, some of which have no text of their own (ECMA-376 part 1, 18.8.30). */
    private static final Set<Integer> WITH_DAY = Set.of(14, 15, 16, 22, 28, 29, 30, 31, 50, 51, 53, 54, 58);

    ShownCells() {
        super(Locale.CHINA);
    }

    @Override
    public String formatRawCellContents(double value, int index, String format) {
        if (!DateUtil.isADateFormat(index, format) || !DateUtil.isValidExcelDate(value) || value < 1) {
            return super.formatRawCellContents(value, index, format);
        }
        LocalDateTime moment = DateUtil.getLocalDateTime(value);
        boolean day = WITH_DAY.contains(index) || format.toLowerCase(Locale.ROOT).contains("d");
        String month = moment.getYear() + "年" + moment.getMonthValue() + "月";
        return day ? month + moment.getDayOfMonth() + "日" : month;
    }
}
