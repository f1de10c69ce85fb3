package org.duban.task.assignment;

import org.duban.task.ladder.Ladder;
import org.duban.task.notice.Notice;
import org.duban.task.notice.NoticeRef;

/**
 * What a change, planning and firing need of a notice, without its text, which may be long. Asked for under the lock of its
 * deadlines: who changes a ladder holds them all.
 *
 * @param ladder null: no reminders
 */
record LiveNotice(Notice.Status status, NoticeRef ref, Ladder ladder) {}
