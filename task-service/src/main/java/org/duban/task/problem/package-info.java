/** Errors by RFC 9457, in Chinese or English; a leaf. Domain code throws {@code ProblemException}, one place maps it. */
package org.duban.task.problem;
