/** Whether this system was restored and waits for somebody to look. A leaf. */
package org.duban.task.hold;
