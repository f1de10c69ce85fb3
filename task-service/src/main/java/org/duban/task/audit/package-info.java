/** Who changed what, when, from what, to what, why (R12). */
package org.duban.task.audit;
