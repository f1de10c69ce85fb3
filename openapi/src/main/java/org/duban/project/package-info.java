/** The checkout as its readers and builders find it: its pages, poms and migrations; for tests only. */
package org.duban.project;
