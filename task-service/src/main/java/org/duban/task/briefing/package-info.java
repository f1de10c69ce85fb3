/** The office's daily summary and the list for the inspectorate (R8). */
package org.duban.task.briefing;
