/** Statements past Hibernate, where a change must take few round trips. A leaf: it knows nothing of the product. */
package org.duban.task.sql;
