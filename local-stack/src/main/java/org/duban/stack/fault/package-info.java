/** What fails on purpose: an SMTP server, and a proxy before any other server. Only the JDK. */
package org.duban.stack.fault;
