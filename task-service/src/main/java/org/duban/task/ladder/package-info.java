/** 催办阶梯: which moments around a day something is sent at; values only. */
package org.duban.task.ladder;
