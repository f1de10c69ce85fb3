/** What all pages for people share: the layout ({@code templates/site/layout.html}), one stylesheet, headers, problems as pages. */
package org.duban.task.site;
