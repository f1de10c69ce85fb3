/** Lists: pages and filters. A leaf. */
package org.duban.task.listing;
