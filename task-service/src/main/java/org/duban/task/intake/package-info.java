/** Files in, text out: what a notice is uploaded as becomes the text that {@code parse} reads. Nothing is kept. */
package org.duban.task.intake;
