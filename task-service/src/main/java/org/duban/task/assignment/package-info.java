/** Assignments and deadlines: dispatch, acknowledgement, the ladder, and the tick that fires its rungs. */
package org.duban.task.assignment;
