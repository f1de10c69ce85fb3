/** The shape of an event and its id; what the data of each type are stands beside the feature that writes it. */
package org.duban.task.event;
