/** Working days and the zone of days; a leaf. */
package org.duban.task.calendar;
