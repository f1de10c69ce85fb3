package org.duban.notify.mail;

/**
 * Who writes.
 *
 * @param address Duban's own mailbox (R13)
 * @param domain the right side of ids that leave the house
 * @param demo whether all that it writes is an example
 */
record Issuer(String address, String domain, boolean demo) {}
