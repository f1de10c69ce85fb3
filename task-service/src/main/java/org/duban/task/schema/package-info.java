/** The tables of the service, and what has to wait for them. A leaf: it knows nothing of the product. */
package org.duban.task.schema;
