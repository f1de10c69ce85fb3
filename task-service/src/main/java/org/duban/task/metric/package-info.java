/** What is watched from outside. Nothing of the product asks for it. */
package org.duban.task.metric;
