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
    /** Loops that look often, since the clock jumps and people wait. */
    public static final Map<String, String> SETTINGS = Map.of("DUBAN_TICK_POLL", "20ms", "DUBAN_RELAY_POLL", "100ms",
            "DUBAN_MAIL_POLL", "100ms");

    private final Path home;
    private final Path local;
    private final int port;
    private final boolean silent;

    /** @param port 0: any free ones, so that a replay runs beside a product that is up */
    ReplayCommand(Path home, Path local, int port, boolean silent) {
        this.home = home;
        this.local = local;
        this.port = port;
        this.silent = silent;
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
