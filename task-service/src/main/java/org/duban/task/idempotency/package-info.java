/** Idempotency-Key on what creates; a leaf but for who calls. */
package org.duban.task.idempotency;
