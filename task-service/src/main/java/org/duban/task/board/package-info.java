/** 看板: what the office sees of all notices, and decides. It calls what the API calls, and holds no rule of its own. */
package org.duban.task.board;
