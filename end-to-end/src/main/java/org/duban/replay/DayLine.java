package org.duban.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import org.duban.product.Api;
import org.duban.product.Product;

/** The line that a replay prints for each day. */
final class DayLine {
    private static final String FORMAT = "%s %s %-4s  单位 %3d  领导 %3d  邮箱 %2d  督查 %2d  报送 %3d  未办结 %3d  逾期 %3d  红 %3d 黄 %3d 绿 %3d%n";

    private final PrintStream out;
    private final Api notifications;
    private final String notice;

    DayLine(PrintStream out, Product product, String notice) {
        this.out = out;
        this.notifications = product.notificationsAs("office");
        this.notice = notice;
    }

    void header() {
        out.println("逐日（演示数据）：当日发给单位、领导、报送邮箱、督查室的邮件，收到的报送，未办结与逾期，亮灯");
        out.println("(By day: mails to units, leaders, the mailbox, the inspectorate; reports; open, overdue; lights)");
    }

    void print(LocalDate day, boolean workingDay, int submissions, Standing now) {
        List<JsonNode> mails = notifications.all("/api/v1/mails?notice=%s&day=%s&status=DELIVERED".formatted(notice, day));
        out.printf(FORMAT, day, Replay.weekday(day), workingDay ? "工作日" : "休息", to(mails, "UNIT"), to(mails, "LEADER"),
                to(mails, "MAILBOX"), to(mails, "INSPECTORATE"), submissions, now.open(), now.overdue(), now.red(),
                now.yellow(), now.green());
    }

    private static long to(List<JsonNode> mails, String audience) {
        return mails.stream().filter(mail -> mail.path("audience").asText().equals(audience)).count();
    }
}
