package org.duban.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.duban.product.Layout;
import org.duban.product.Ports;
import org.duban.product.Product;
import org.duban.replay.BelievableScene;
import org.duban.replay.Replay;
import org.duban.replay.ReplayResult;
import org.duban.replay.SampleLoader;
import org.duban.replay.SilentScene;
import org.duban.sample.Sample;
import org.duban.stack.mail.MailPages;

/** {@code ./start --replay}: on a store of its own, always a fresh one. */
public final class ReplayCommand implements Runnable {
    /** Loops that look often, since the clock jumps and people wait; and no limit for a month's work in seconds. */
    public static final Map<String, String> SETTINGS = Map.of("DUBAN_TICK_POLL", "20ms", "DUBAN_RELAY_POLL", "100ms",
            "DUBAN_MAIL_POLL", "100ms", "DUBAN_RATE_LIMIT", "0");

    private final Path home;
    private final Path local;
    private final int port;
    private final boolean silent;
    private final boolean stay;

    /**
     * @param port 0: any free ones, so that a replay runs beside a product that is up
     * @param stay the product stays up after its last day, for people to look at
     */
    ReplayCommand(Path home, Path local, int port, boolean silent, boolean stay) {
        this.home = home;
        this.local = local;
        this.port = port;
        this.silent = silent;
        this.stay = stay;
    }

    @Override
    public void run() {
        Layout layout = Layout.replay(local);
        OneAtATime.hold(local.resolve("replay.lock"));
        Directories.delete(local.resolve("replay"));
        Directories.delete(layout.mails());
        System.out.println("正在启动…… (Starting…)");
        Product product = Product.start(home, layout, port == 0 ? Ports.free() : Ports.from(port), SETTINGS);
        ReplayResult result = new Replay(product, silent ? new SilentScene() : new BelievableScene(product), System.out,
                (day, stop) -> { }).run();
        result.write(local.resolve("replay.json"));
        writeIndex(layout.mails());
        System.out.printf("%n给单位 %d 封，领导 %d 封，报送邮箱 %d 封，督查室 %d 封；丢失 %d，重复 %d；用时 %.1f 秒%n",
                result.unitMails(), result.leaderCopies(), result.mailboxMails(), result.inspectorateMails(),
                result.lost(), result.duplicates(), result.seconds());
        System.out.println("邮件 (mails): " + layout.mails().resolve("index.html"));
        System.out.println("结果 (result): " + local.resolve("replay.json"));
        if (stay) {
            System.out.println(table(product));
            Stay.up(product, () -> { });
        }
    }

    private static String table(Product product) {
        return """

            停在重演的最后一刻，业务时钟不再走 (It stands at the last moment of the replay; the clock does not run)
              看板 board        %1$s/board
              接口 API          %1$s/api/v1   %2$s/api/v1
              邮件 caught mail  %3$s
            按 Ctrl-C 结束 (Ctrl-C ends it)。""".formatted(product.tasks().url(), product.notifications().url(),
                product.addresses().mailsUrl());
    }

    private static void writeIndex(Path mails) {
        Map<String, String> names = new HashMap<>(Sample.mailboxNames());
        names.put(SampleLoader.MAILBOX, "通知邮箱（演示）");
        try {
            MailPages.writeIndex(mails, names);
        } catch (IOException e) {
            throw new UncheckedIOException("The index of the mails could not be written.", e);
        }
    }
}
