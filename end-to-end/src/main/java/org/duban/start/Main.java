package org.duban.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.duban.product.Failure;
import org.duban.product.Keys;
import org.duban.product.Layout;
import org.duban.product.Pause;
import org.duban.stack.StackException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code ./start} runs. */
@Command(name = "./start", sortOptions = false, usageHelpWidth = 110, description = {
    "在本机运行督办：PostgreSQL、Kafka、邮件服务器（只收不外发）与两个服务，首次启动时载入样本。",
    "Runs Duban on this machine: PostgreSQL, Kafka, a mail server that only catches, and the two services;",
    "the sample is loaded on first start. Ctrl-C ends everything."})
public final class Main implements Runnable {
    private static final Set<String> ROLES = Set.of("office", "inspectorate", "reader", "unit");

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description =
            "task-service 的端口，notify-service 用 N+1，其余依次向后。(Ports N, N+1 and those behind.) Default: 8080. "
            + "With --replay: any free ones unless given.")
    private int port;

    @Option(names = "--at", paramLabel = "TIME", description =
            "把业务时钟拨到北京时间 TIME，如 2023-07-19T08:00，此后照常走时。(Sets the business clock, Beijing time; it then runs on.)")
    private LocalDateTime at;

    @Option(names = "--fresh", description = "清除此前的数据，重新开始。(Begins anew: removes the data of earlier starts.)")
    private boolean fresh;

    @Option(names = "--token", paramLabel = "ROLE [UNIT]", arity = "1..2", description =
            "打印访问令牌后退出：office、inspectorate、reader，或 unit 加单位代码，如 --token unit 532501。(Prints a bearer token.)")
    private List<String> token;

    @Option(names = "--replay", description =
            "在独立的数据上重演样本：2023-07-19 至 08-31，逐日推进。(Lives the sample through on a store of its own.)")
    private boolean replay;

    @Option(names = "--silent", description = "与 --replay 合用：没有任何单位答复。(With --replay: no unit ever answers.)")
    private boolean silent;

    @Option(names = "--stay", description =
            "与 --replay 合用：重演结束后不退出，可查看看板、台账和邮件。(With --replay: stays up afterwards, to look at board and mails.)")
    private boolean stay;

    @Option(names = "--local", paramLabel = "DIR", defaultValue = ".local", description =
            "数据目录。(Where all data lie.) Default: .local")
    private Path local;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "显示本说明。(This help.)")
    private boolean help;

    private CommandLine.ParseResult given;

    public static void main(String[] args) {
        Main main = new Main();
        CommandLine line = new CommandLine(main);
        line.setParameterExceptionHandler((e, arguments) -> {
            System.err.println("start: " + e.getMessage() + " (./start --help)");
            return 2;
        });
        line.setExecutionExceptionHandler((e, ignored, result) -> {
            if (!isEnding()) {
                System.err.println("start: " + sentence(e));
            }
            return 1;
        });
        line.setExecutionStrategy(result -> {
            main.given = result;
            return new CommandLine.RunLast().execute(result);
        });
        System.exit(line.execute(args));
    }

    /** At Ctrl-C the services get the signal too; that they are gone is then no error to speak of. */
    private static boolean isEnding() {
        Pause.millis(300);
        try {
            Runtime.getRuntime().removeShutdownHook(new Thread());
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** A plain sentence for what a user can mend; the rest is ours, and shown whole. */
    private static String sentence(Exception e) {
        if (e instanceof Failure || e instanceof StackException) {
            return e.getMessage();
        }
        e.printStackTrace();
        return "An error of the program itself; please report it with the lines above.";
    }

    @Override
    public void run() {
        if (token != null) {
            printToken();
            return;
        }
        if (silent && !replay) {
            throw new Failure("--silent goes with --replay. (--silent 须与 --replay 合用。)");
        }
        if (stay && !replay) {
            throw new Failure("--stay goes with --replay. (--stay 须与 --replay 合用。)");
        }
        // What libraries leave behind when they are killed lies with the rest, and goes with it.
        System.setProperty("java.io.tmpdir", local.resolve("tmp").toAbsolutePath().toString());
        makeWritable();
        Path home = Path.of("").toAbsolutePath();
        if (replay) {
            new ReplayCommand(home, local, given.hasMatchedOption("--port") ? port : 0, silent, stay).run();
        } else {
            new ServeCommand(home, local, port, at, fresh).run();
        }
    }

    private void printToken() {
        String role = token.get(0);
        boolean unit = role.equals("unit");
        if (!ROLES.contains(role) || unit != (token.size() == 2)) {
            throw new Failure("A role is office, inspectorate, reader, or unit with a code, as in --token unit 532501.");
        }
        Keys keys = new Keys(Layout.live(local).keys());
        if (!keys.exist()) {
            throw new Failure("There are no keys yet; run ./start first. (尚无密钥，请先运行 ./start。)");
        }
        System.out.println(keys.token(role, unit ? token.get(1) : null));
    }

    private void makeWritable() {
        try {
            Files.createDirectories(local.resolve("tmp"));
            Files.writeString(local.resolve("tmp/probe"), "");
        } catch (IOException e) {
            throw new Failure("%s cannot be written; give another folder by --local. (目录不可写，请用 --local 另选。)"
                    .formatted(local.toAbsolutePath()), e);
        }
    }
}
