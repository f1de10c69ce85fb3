/** Back-up and restore of both services' data: one file, one snapshot, no tools of PostgreSQL needed. */
package org.duban.backup;
