/** What every benchmark needs: load, rounds that set a product beside its floor, results. Only the JDK. */
package org.duban.stack.bench;
