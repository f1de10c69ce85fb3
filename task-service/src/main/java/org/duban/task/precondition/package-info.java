/** ETag, If-None-Match, If-Match; a leaf. */
package org.duban.task.precondition;
