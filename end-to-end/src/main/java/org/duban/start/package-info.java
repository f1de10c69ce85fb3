/** What {@code ./start} runs: start reading at {@code Main}. */
package org.duban.start;
