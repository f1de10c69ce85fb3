package org.duban.task.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Words that layout has spread over a width are read as they are. */
class SpreadTest {

    @Test
    void readsASignatureSpreadOverALine() {
        // Given / When
        ParsedNotice notice = NoticeParser.parse("关于做好工作的通知\n现通知如下:\n成 都 市 民 政 局\n2024 年 7 月 30 日\n");
        // Then
        assertEquals("成都市民政局", notice.issuedBy());
        assertEquals("2024-07-30", notice.issuedOn().toString());
    }

    @Test
    void readsALabelOfTwoCharacters() {
        // Given / When
        ParsedNotice notice = NoticeParser.parse("文　号：某政办〔2024〕3号\n日　期：2024-05-06\n关于做好工作的通知\n");
        // Then
        assertEquals("某政办〔2024〕3号", notice.documentNumber());
        assertEquals("2024-05-06", notice.publishedOn().toString());
    }

    /** Where the blanks differ, or there are only two characters, they part words. */
    @Test
    void keepsTheBlanksBetweenWords() {
        SourceText text = new SourceText("工 作 任 务  责 任 单 位\n丁 恒 市教育局局长\n是 否\n");
        assertEquals("工作任务  责任单位\n丁 恒 市教育局局长\n是 否\n", text.view);
    }
}
