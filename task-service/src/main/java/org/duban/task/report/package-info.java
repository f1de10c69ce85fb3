/** Submissions and their reviews. */
package org.duban.task.report;
