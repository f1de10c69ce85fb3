/** What those who run the product do with it as a whole: let a restored one go on, delete what is kept no longer. */
package org.duban.task.upkeep;
