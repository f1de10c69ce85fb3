package org.duban.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.duban.product.ClockFile;
import org.duban.product.Failure;
import org.duban.product.Layout;
import org.duban.product.Pause;
import org.duban.product.Ports;
import org.duban.product.Product;
import org.duban.replay.SampleLoader;
import org.duban.sample.Sample;
import org.duban.stack.mail.AcceptedMail;
import org.duban.stack.mail.MailStore;

/** {@code ./start}: the product, until it is ended. */
final class ServeCommand implements Runnable {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

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
        int before = read(layout.mails()).size();
        System.out.println("正在启动…… (Starting…)");
        Product product = Product.start(home, layout, ports, Map.of("DUBAN_TICK_POLL", "200ms"));
        new SampleLoader(product).load();
        System.out.println(table(product));
        printMails(product, before);
    }

    private String table(Product product) {
        String tasks = product.tasks().url();
        String notify = product.notifications().url();
        return """

            督办已就绪 (Duban is ready)
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
        return MINUTE.format(now.atZone(ZONE)) + "（北京时间 Beijing）";
    }

    /** A line for each mail, from the first one of this start on; until the process is ended. */
    private static void printMails(Product product, int before) {
        Map<String, String> names = Sample.mailboxNames();
        int printed = before;
        Path log = product.layout().mails().resolve("accepted.jsonl");
        long size = -1;
        while (product.tasks().isAlive() && product.notifications().isAlive()) {
            long now = size(log);
            if (now != size) {
                size = now;
                List<AcceptedMail> mails = read(product.layout().mails());
                for (AcceptedMail mail : mails.subList(Math.min(printed, mails.size()), mails.size())) {
                    System.out.printf("  %s  %s → %s%n", MINUTE.format((mail.date() == null ? mail.at() : mail.date()).atZone(ZONE)), mail.subject(),
                            String.join("、", mail.recipients().stream().map(a -> names.getOrDefault(a, a)).toList()));
                }
                printed = mails.size();
            }
            Pause.millis(200);
        }
        // At Ctrl-C the services get the signal too, and may end before this process has begun to.
        Pause.millis(500);
        if (product.isEnding()) {
            return;
        }
        throw new Failure("一个服务意外结束，见日志 (a service ended by itself; see its log): " + product.layout().logs());
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<AcceptedMail> read(Path mails) {
        try {
            return Files.exists(mails) ? MailStore.read(mails) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
