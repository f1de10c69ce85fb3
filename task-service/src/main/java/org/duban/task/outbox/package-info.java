/** Events from the transaction of a change to Kafka: append, then relay. Nothing else of this service talks to Kafka. */
package org.duban.task.outbox;
