package org.duban.task.assignment;

import org.duban.task.ladder.Ladder;
import org.duban.task.notice.Notice;
import org.duban.task.notice.NoticeRef;

/**
 * What a change, planning and firing need of a notice, as it is stored now. Without the text, which may be long.
 *
 * @param ladder null: no reminders
 */
record LiveNotice(Notice.Status status, NoticeRef ref, Ladder ladder) {}
