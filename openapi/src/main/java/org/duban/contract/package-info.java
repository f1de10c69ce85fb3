/** Holds what is sent and answered against the OpenAPI documents, and these against what was released. For tests only. */
package org.duban.contract;
