/** 报送页面: a unit's clerk reports by the link in a mail, without an account. Above {@code report}, whose classes it calls. */
package org.duban.task.clerk;
