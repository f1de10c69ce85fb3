package org.duban.start;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.duban.product.ClockFile;
import org.duban.product.Layout;
import org.duban.product.Ports;
import org.duban.product.Product;
import org.duban.replay.SampleLoader;

/** {@code ./start}: the product, until it is ended. */
final class ServeCommand implements Runnable {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Path home;
    private final Path local;
    private final int port;
    private final LocalDateTime at;
    private final boolean fresh;

    ServeCommand(Path home, Path local, int port, LocalDateTime at, boolean fresh) {
        this.home = home;
        this.local = local;
        this.port = port;
        this.at = at;
        this.fresh = fresh;
    }

    @Override
    public void run() {
        Layout layout = Layout.live(local);
        Ports ports = Ports.from(port);
        OneAtATime.hold(local.resolve("live.lock"));
        if (fresh) {
            Directories.delete(layout.data());
            Directories.delete(layout.clock());
        }
        if (at != null) {
            new ClockFile(layout.clock(), Clock.systemUTC()).run(at.atZone(ZONE).toInstant());
        }
        MailLines lines = new MailLines(layout.mails());
        System.out.println("正在启动…… (Starting…)");
        Product product = Product.start(home, layout, ports, Map.of("DUBAN_TICK_POLL", "200ms"));
        new SampleLoader(product).load();
        System.out.println(table(product));
        Stay.up(product, lines::print);
    }

    private String table(Product product) {
        String tasks = product.tasks().url();
        String notify = product.notifications().url();
        return """

            督办已就绪 (Duban is ready)
              看板 board        %1$s/board
              接口 API          %1$s/api/v1   %2$s/api/v1
              接口指南 guide    %1$s/guide
              接口文档 docs     %1$s/docs   %2$s/docs
              邮件 caught mail  %3$s
              令牌 token        ./start --token office      ./start --token unit 532501
              业务时间 clock    %4$s
              数据 data         %5$s
            样本通知的期限是 2023-08-01；要从交办当天看起：./start --fresh --at 2023-07-19T08:00
            (The sample is due on 2023-08-01; the line above starts on the day of its dispatch.)
            按 Ctrl-C 结束 (Ctrl-C ends it)。发出的邮件 (mails sent):
            """.formatted(tasks, notify, product.addresses().mailsUrl(),
                businessTime(product), local.toAbsolutePath());
    }

    private static String businessTime(Product product) {
        Instant now = Instant.parse(product.tasksAs("office", null).get("/local/status").path("now").asText());
        return MailLines.MINUTE.format(now) + "（北京时间 Beijing）";
    }
}
