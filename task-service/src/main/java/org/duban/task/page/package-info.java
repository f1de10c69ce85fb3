/** Pages that people read, rendered here, from nothing but this service. */
package org.duban.task.page;
