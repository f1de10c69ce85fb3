package org.duban.notify.mail;

import java.time.LocalDate;

/**
 * A day against the business day.
 *
 * @param due null where there is none
 * @param workingDays left on the business day, negative when late; null where an event has not said it for this day
 * @param soonFrom the first day on which three working days or fewer are left; null where no event has said it
 */
record DueState(LocalDate due, Integer workingDays, LocalDate soonFrom, LocalDate today) {

    /** How a deadline stands; printed in words, the colour only repeats it. */
    enum Light {
        RED("红灯", "#b3261e"),
        YELLOW("黄灯", "#8a5300"),
        GREEN("绿灯", "#1b6e3c");

        private final String words;
        private final String colour;

        Light(String words, String colour) {
            this.words = words;
            this.colour = colour;
        }

        public String words() {
            return words;
        }

        public String colour() {
            return colour;
        }
    }

    private static final int SOON = 3;

    static DueState of(Owed.Item item, LocalDate today) {
        // The count of an earlier day no longer holds, and working days are not for this service to know (R4).
        boolean counted = today.equals(item.picture().day())
                && item.due() != null
                && item.due().equals(item.picture().due());
        return new DueState(
                item.due(),
                counted ? item.picture().workingDaysLeft() : null,
                item.assignment().soonFrom(),
                today);
    }

    /** "8月1日前" includes 1 August: late begins the next midnight (R2). */
    boolean isLate() {
        return due != null && due.isBefore(today);
    }

    /** An event of before {@code soonFrom} says nothing of it; the plain count is then sure, for three working days are never fewer. */
    Light light(boolean returned) {
        if (isLate()) {
            return Light.RED;
        }
        LocalDate from = due == null || soonFrom != null ? soonFrom : due.minusDays(SOON);
        boolean soon = due != null && !today.isBefore(from);
        return soon || returned ? Light.YELLOW : Light.GREEN;
    }

    /** 还有3个工作日, 今日截止, 已逾期1个工作日 */
    String words() {
        if (due == null) {
            return "未定时限";
        }
        if (isLate()) {
            return workingDays != null && workingDays < 0 ? "已逾期" + -workingDays + "个工作日" : "已逾期";
        }
        if (due.equals(today)) {
            return "今日截止";
        }
        return workingDays != null && workingDays > 0 ? "还有" + workingDays + "个工作日" : "未到截止日";
    }
}
