/** The sample, loaded and lived through by the public API. */
package org.duban.replay;
