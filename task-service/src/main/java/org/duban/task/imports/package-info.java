/** Importing a notice, from its text to its dispatch. The pages call what the API calls, and hold no rule of their own. */
package org.duban.task.imports;
