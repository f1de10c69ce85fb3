/** Local mode: the movable business clock and what a demonstration needs. On top of everything; nothing imports it. */
package org.duban.task.local;
