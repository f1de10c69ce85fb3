/** By which a request, its events and its log lines are found again: ids in lines, spans for a collector. A leaf. */
package org.duban.task.trace;
