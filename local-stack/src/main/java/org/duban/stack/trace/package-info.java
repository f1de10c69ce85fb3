/** A collector of traces on loopback. */
package org.duban.stack.trace;
