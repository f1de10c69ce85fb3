package org.duban.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * {@code java -jar duban-backup.jar backup|check|restore FILE}. Where the database is, and as whom to ask it, stands in the
 * variables of PostgreSQL's own tools ({@code PGHOST} and so on). docs/backup.md tells the whole.
 */
public final class Main {
    private static final String USAGE = """
            usage: java -jar duban-backup.jar backup|check|restore FILE
            用法：backup 备份到新文件；check 检查备份文件；restore 恢复到没有数据的数据库。
            PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD, PGSSLMODE: the database, as for psql (数据库地址和用户)""";

    private Main() {}

    /** Ends with 0 when it is done, 1 when it could not be, 2 when it was called otherwise. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.getenv()));
    }

    static int run(String[] arguments, Map<String, String> environment) {
        if (arguments.length != 2) {
            System.err.println(USAGE);
            return 2;
        }
        Path file = Path.of(arguments[1]);
        try {
            switch (arguments[0]) {
                case "backup" -> {
                    try (Connection connection = Database.of(environment).connect()) {
                        say("backed up (已备份)", new Backup(connection).write(file));
                    }
                }
                case "check" -> say("whole (文件完整)", Archive.check(file));
                case "restore" -> say("restored and held (已恢复，处于暂停状态)", new Restore(Database.of(environment)).read(file));
                default -> {
                    System.err.println(USAGE);
                    return 2;
                }
            }
            return 0;
        } catch (Refused e) {
            System.err.println("duban-backup: " + e.getMessage());
        } catch (IOException | SQLException e) {
            System.err.println("duban-backup: " + e);
        }
        return 1;
    }

    private static void say(String done, Archive.Contents contents) {
        System.out.printf("%s: %s, task %s, notify %s, %d tables, %d rows%n", done, contents.about().taken(),
                contents.about().versions().get("task"), contents.about().versions().get("notify"), contents.rows().size(),
                contents.rows().values().stream().mapToLong(Long::longValue).sum());
    }
}
