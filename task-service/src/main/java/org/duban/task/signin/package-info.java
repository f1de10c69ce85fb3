/**
 * Signing in to the office's pages: a token becomes the session of a browser, forms are guarded, and who is not signed in is led
 * to where one does so.
 */
package org.duban.task.signin;
