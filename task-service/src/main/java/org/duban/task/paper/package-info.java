/** Papers that people print and forward: the ledger (台账), the report, letters (催办函), a unit's days for its calendar. */
package org.duban.task.paper;
