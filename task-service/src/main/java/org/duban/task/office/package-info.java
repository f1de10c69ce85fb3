/** Pages of the supervising office: what only people do with a browser. They call what the API calls and hold no rule. */
package org.duban.task.office;
