/** Operations that will go say so in their answers; a leaf. */
package org.duban.task.deprecation;
