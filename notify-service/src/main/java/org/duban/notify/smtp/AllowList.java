package org.duban.notify.smtp;

import java.util.List;
import java.util.Locale;

/** Who may get mail (R13). Empty: nobody. */
record AllowList(List<String> entries) {

    AllowList {
        entries = entries.stream()
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    boolean permits(String address) {
        String wanted = address.toLowerCase(Locale.ROOT);
        return entries.stream()
                .anyMatch(entry ->
                        entry.equals("*") || (entry.startsWith("@") ? wanted.endsWith(entry) : wanted.equals(entry)));
    }
}
