/** Loops that drive ticks. A leaf: it knows nothing of the product. */
package org.duban.task.loop;
