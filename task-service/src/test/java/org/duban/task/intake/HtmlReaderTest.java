package org.duban.task.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.duban.task.parse.NoticeParser;
import org.junit.jupiter.api.Test;

/** The notice on a page, whatever the site's markup. */
class HtmlReaderTest {
    private static final String SENTENCE = "为贯彻落实有关要求，进一步加强校园安全工作，现将有关事项通知如下。";

    private static String read(String page) {
        return new Intake().read(page.getBytes(StandardCharsets.UTF_8), DocumentKind.HTML, null);
    }

    @Test
    void theTitleAndItsLinesAreBroughtFromOutside() {
        String text = read("""
                <html><head><title>关于加强校园安全工作的通知_某市政府</title><meta name="PubDate" content="2023-07-19 09:00"></head><body>
                <div><a>首页</a><a>公开</a></div><h2>关于加强校园安全工作的通知</h2><div><span>发文机关：某市人民政府</span></div><div>文号：某政发〔2023〕5号</div>
                <div id="x"><p>%s</p><p>%s</p><p>%s</p></div><div>网站标识码：0000</div></body></html>""".formatted(SENTENCE, SENTENCE, SENTENCE));

        assertEquals("关于加强校园安全工作的通知\n发文机关：某市人民政府\n文号：某政发〔2023〕5号\n发布日期：2023-07-19 09:00\n" + (SENTENCE + "\n").repeat(3), text);
        assertEquals("2023-07-19", String.valueOf(NoticeParser.parse(text).publishedOn()));
    }

    @Test
    void aShortNoticeIsNotLostBeforeALongAnnex() {
        String text = read("<body><div class=\"nav\"><a>首页</a></div><div><div><p>各县（市、区）人民政府，市直各部门：</p><p>" + SENTENCE.repeat(3)
                + "</p></div><div>" + ("<p>" + SENTENCE + "</p>").repeat(200) + "</div></div></body>");

        assertTrue(text.startsWith("各县（市、区）人民政府"), text.substring(0, 40));
    }

    @Test
    void ofAShortPageNothingIsLost() {
        String text = read("<body><div><div>各县、各部门，请按下列要求落实。</div><div><p>一、开展排查，建立台账。</p><p>二、按时报送，不得瞒报。</p></div></div></body>");

        assertEquals("各县、各部门，请按下列要求落实。\n一、开展排查，建立台账。\n二、按时报送，不得瞒报。\n", text);
    }

    @Test
    void aTableKeepsItsRowsAndASpanItsMeaning() {
        String text = read("<body><p>" + SENTENCE + "</p><table><tr><th>序号</th><th>任务</th><th>责任单位</th></tr><tr><td>1</td><td>开展<b>排查</b>。</td>"
                + "<td rowspan=2><p>州教育局</p></td></tr><tr><td>2</td><td>建立台账。</td></tr></table></body>");

        assertEquals(SENTENCE + "\n序号\t任务\t责任单位\n1\t开展排查。\t州教育局\n2\t建立台账。\t州教育局\n", text);
    }

    @Test
    void aTableForLayoutIsNone() {
        assertEquals(SENTENCE + "\n一、甲。\n二、乙。\n", read("<body><table><tr><td><a>首页</a><a>公开</a><a>办事</a></td><td><table><tr><td><p>" + SENTENCE
                + "</p><p>一、甲。</p><p>二、乙。</p></td></tr></table></td></tr></table></body>"));
    }

    @Test
    void listsAreNumberedAsBrowsersDo() {
        assertEquals(SENTENCE + "\n1. 成立专班，落实责任。\n2. 开展排查，建立台账。\n", read("<body><p>" + SENTENCE
                + "</p><ol><li>成立专班，落实责任。</li><li>开展排查，建立台账。</li></ol></body>"));
    }

    @Test
    void aPageNamesItsEncoding() {
        String page = "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\"></head><body><p>" + SENTENCE + "</p></body></html>";

        assertEquals(SENTENCE + "\n", new Intake().read(page.getBytes(Charset.forName("GBK")), DocumentKind.HTML, null));
    }

    @Test
    void aPageThatNamesTheWrongEncodingIsReadInItsOwn() {
        String body = "\"></head><body><p>" + SENTENCE + "</p></body></html>";
        String utf8 = "<html><head><meta charset=\"gbk" + body;
        String gbk = "<html><head><meta charset=\"utf-8" + body;

        assertEquals(SENTENCE + "\n", new Intake().read(utf8.getBytes(StandardCharsets.UTF_8), DocumentKind.HTML, null));
        assertEquals(SENTENCE + "\n", new Intake().read(gbk.getBytes(Charset.forName("GBK")), DocumentKind.HTML, null));
    }

    @Test
    void annexesAreKeptAndNeighboursAreNot() {
        String text = read("<body><div><p>" + SENTENCE + "</p><div>附件：<a>1.任务清单</a><br><a>2.报送表</a></div><ul><li><a>上一篇：甲通知</a></li>"
                + "<li><a>相关：乙通知</a></li></ul></div></body>");

        assertTrue(text.contains("附件：1.任务清单"), text);
        for (String neighbour : List.of("甲通知", "乙通知")) {
            assertFalse(text.contains(neighbour), text);
        }
    }
}
