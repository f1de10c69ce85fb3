package org.duban.task.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.duban.sample.Sample;
import org.duban.task.parse.NoticeParser;
import org.duban.task.parse.ParsedTask;

/** The sample in each format. */
public final class SampleFiles {
    private static final Pattern NUMBERED = Pattern.compile("^\\s*(?:([一二三四五六七八九十]+)、|\\(([一二三四五六七八九十]+)\\)|(\\d+)\\.)(.*)$");

    private SampleFiles() {}

    /** With the numbers that Word makes itself wherever it would make the printed one. */
    public static byte[] docx() {
        StringBuilder body = new StringBuilder();
        int[] counts = new int[3];
        Sample.notice().lines().forEach(line -> {
            Matcher numbered = NUMBERED.matcher(line);
            boolean matches = numbered.matches();
            int level = !matches ? -1 : numbered.group(1) != null ? 0 : numbered.group(2) != null ? 1 : 2;
            String printed = matches ? numbered.group(level + 1) : "";
            if (matches && printed.equals(WordNumerals.print(counts[level] + 1, level < 2 ? "chineseCounting" : "decimal"))) {
                counts[level]++;
                for (int i = level + 1; i < 3; i++) {
                    counts[i] = 0;
                }
                body.append(WordFile.p(escaped(numbered.group(4)), 1, level));
            } else {
                body.append(WordFile.p(escaped(line)));
            }
        });
        return WordFile.of(body.toString()).numbering(WordFile.list(1, WordFile.level(0, "chineseCounting", "%1、"),
                WordFile.level(1, "chineseCounting", "(%2)"), WordFile.level(2, "decimal", "%3."))).bytes();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    public static byte[] pdf() {
        return PdfFile.ofText(Sample.notice(), 40);
    }

    /** As a site shows it, with a menu, a column of other news and a footer. */
    public static byte[] html() {
        String title = Sample.notice().lines().filter(line -> line.startsWith("红河州人民政府办公室关于")).findFirst().orElseThrow();
        String text = Sample.notice().substring(Sample.notice().indexOf("各县市人民政府,州级有关部门"));
        String paragraphs = text.lines().map(line -> "<p style=\"text-indent:2em\"><span>" + escaped(line) + "</span></p>").collect(Collectors.joining("\n"));
        return ("""
                <!DOCTYPE html><html><head><meta charset="utf-8"><title>%s-某州政府门户网站</title><script>var a = "请于2020年1月1日前报";</script></head>
                <body><div class="header"><ul><li><a href="/">首页</a></li><li><a href="/z">政务公开</a></li><li><a href="/b">办事服务</a></li></ul>
                <form><input name="q"><a>热搜：请于5月1日前报送</a></form></div>
                <div class="wrap"><div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/g">政府公报</a></div>
                <div class="left"><ul><li><a href="/1">关于做好2022年防汛工作的通知</a></li><li><a href="/2">关于印发某方案的通知，请于6月1日前报送</a></li></ul></div>
                <div class="article"><h1>%s</h1><div class="info"><span>文章来源:红河州人民政府办公室</span><br><span>发布日期:2023/07/19</span> <span>浏览次数:38</span>
                <a>大</a> <a>中</a> <a>小</a></div>
                <div class="content">%s</div><p>[打印本页]</p><p>【关闭窗口】</p></div></div>
                <div class="footer"><p>主办：某州人民政府，承办：某州信息中心，联系人：王某某，电话：0000-0000000。</p><p>滇ICP备00000000号</p></div>
                </body></html>""").formatted(title, title, paragraphs).getBytes(StandardCharsets.UTF_8);
    }

    /** Its plan as a table, cell by cell, the head in the second row. */
    public static List<List<String>> table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("红河州校园安全工作任务清单", "", "", ""));
        rows.add(List.of("序号", "工作任务", "责任单位", "完成时限"));
        List<ParsedTask> tasks = NoticeParser.parse(Sample.notice()).tasks();
        for (int i = 0; i < tasks.size(); i++) {
            rows.add(List.of(String.valueOf(i + 1), tasks.get(i).text(), String.join("、", tasks.get(i).responsible()), "2023年8月1日前"));
        }
        return rows;
    }

    public static byte[] csv() {
        return table().stream().map(row -> row.stream().map(cell -> '"' + cell.replace("\"", "\"\"") + '"').collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n")).getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] xlsx() {
        try (XSSFWorkbook book = new XSSFWorkbook(); ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            XSSFSheet sheet = book.createSheet("任务清单");
            List<List<String>> table = table();
            for (int i = 0; i < table.size(); i++) {
                Row row = sheet.createRow(i);
                for (int j = 0; j < table.get(i).size(); j++) {
                    row.createCell(j).setCellValue(table.get(i).get(j));
                }
            }
            book.write(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
