/** How much a client may ask for: requests a minute, and the size of one. A leaf but for who calls. */
package org.duban.task.limit;
