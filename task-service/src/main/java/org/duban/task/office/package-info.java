/** Pages of the office: signing in ({@code SignIn…}), the board ({@code Board…}). They call what the API calls. */
package org.duban.task.office;
