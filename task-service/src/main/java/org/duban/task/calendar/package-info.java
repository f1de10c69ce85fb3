/** Working days, the office's own among them, and the zone of days. */
package org.duban.task.calendar;
