/** Notices and their tasks, as text and as read; before and after dispatch. */
package org.duban.task.notice;
