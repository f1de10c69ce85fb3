/** Who calls and with which roles; a leaf. Whether a thing is the caller's is asked where the thing is. */
package org.duban.task.security;
