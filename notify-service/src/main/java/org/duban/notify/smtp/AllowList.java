package org.duban.notify.smtp;

import java.util.List;
import java.util.Locale;

/** Who may get mail (R13). Empty: nobody. */
record AllowList(List<String> entries) {

    private static final String EVERYBODY = "*";

    AllowList {
        entries = entries.stream()
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /**
     * @param local whether this is local mode, in which nobody switches production on
     * @throws IllegalStateException when everybody is on the list and this is not production: one character must not be what
     *     keeps a trial from writing to a whole prefecture
     */
    static AllowList of(SenderSettings mail, boolean local) {
        AllowList list = new AllowList(mail.allow().orElse(List.of()));
        if (list.entries.contains(EVERYBODY) && (local || !mail.production())) {
            throw new IllegalStateException(local
                    ? "DUBAN_MAIL_ALLOW 不得为 *：本机演示模式不向任意地址发信。（In local mode DUBAN_MAIL_ALLOW must not be *.）"
                    : "DUBAN_MAIL_ALLOW 为 *（所有人），须同时设置 DUBAN_MAIL_PRODUCTION=true；不是生产环境的，请改为列出地址或 @域名。"
                            + "（DUBAN_MAIL_ALLOW is *, everybody, which needs DUBAN_MAIL_PRODUCTION=true; elsewhere list addresses or @domains.）");
        }
        return list;
    }

    boolean permits(String address) {
        String wanted = address.toLowerCase(Locale.ROOT);
        return entries.stream()
                .anyMatch(entry ->
                        entry.equals(EVERYBODY) || (entry.startsWith("@") ? wanted.endsWith(entry) : wanted.equals(entry)));
    }
}
