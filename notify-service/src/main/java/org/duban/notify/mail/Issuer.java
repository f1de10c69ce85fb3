package org.duban.notify.mail;

/**
 * Who writes.
 *
 * @param address Duban's own mailbox (R13)
 * @param domain the right side of ids that leave the house
 * @param demo whether all that it writes is an example
 * @param reportLink where units report, the token left out; null: there is no such page
 */
record Issuer(String address, String domain, boolean demo, String reportLink) {}
