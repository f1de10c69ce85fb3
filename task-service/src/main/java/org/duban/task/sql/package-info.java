/** Statements past Hibernate: several in one round trip, or the rows of one. A leaf: it knows nothing of the product. */
package org.duban.task.sql;
