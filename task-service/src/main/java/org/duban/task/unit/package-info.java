/** The directory: units, groups of units, contacts. */
package org.duban.task.unit;
