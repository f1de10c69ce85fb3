/**
 * Pages of the office: signing in ({@code SignIn…}), the board ({@code Board…}), importing a notice ({@code Import…}). They call
 * what the API calls, and hold no rule of their own.
 */
package org.duban.task.office;
