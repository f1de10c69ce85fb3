package org.duban.task.intake;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/** The text of a part of a page, as a reader sees its lines; without lists of links and the page's own buttons. */
final class PageText implements NodeFilter {
    private static final Set<String> CELLS = Set.of("td", "th", "tr", "table", "br", "dd", "dt", "option");
    private static final Pattern BLANKS = Pattern.compile("[ \\t\\r\\n\\f]+");
    private static final Pattern BUTTON = Pattern.compile("[\\[【]?(?:打印(?:本页)?|关闭(?:窗口|本页)?|字[体号].{0,12}|分享到?.{0,12}|收藏|返回顶部|我要纠错|"
            + "扫一扫.{0,20}|[上下]一[篇页].*|责任编辑.*|浏览次数.*|点击[数率].*)[】\\]]?");
    private static final int DEEPEST_TABLE = 6;

    private final StringBuilder text = new StringBuilder();
    private final Map<Element, Integer> items = new IdentityHashMap<>();
    private final Element until;
    private final int depth;
    private final PageWeights weights;

    private PageText(Element until, int depth, PageWeights weights) {
        this.weights = weights;
        this.until = until;
        this.depth = depth;
    }

    /** @param until stops before this element; null: to the end */
    static String of(Element part, Element until, PageWeights weights) {
        PageText reader = new PageText(until, 0, weights);
        NodeTraversor.filter(reader, part);
        StringBuilder lines = new StringBuilder();
        reader.text.toString().lines().filter(line -> !BUTTON.matcher(line.strip()).matches()).forEach(line -> lines.append(line).append('\n'));
        return lines.toString();
    }

    @Override
    public FilterResult head(Node node, int level) {
        if (node == until) {
            return FilterResult.STOP;
        }
        if (node instanceof TextNode words) {
            text.append(BLANKS.matcher(words.getWholeText()).replaceAll(" "));
        } else if (node instanceof Element element) {
            if (until == null && isMenu(element)) {
                return FilterResult.SKIP_CHILDREN;
            }
            if (element.nameIs("table") && depth < DEEPEST_TABLE && weights.of(element).tables == 1) {
                line();
                text.append(grid(element).text());
                return FilterResult.SKIP_CHILDREN;
            }
            if (isBlock(element)) {
                line();
            }
            if (element.nameIs("li") && element.parent() != null && element.parent().nameIs("ol")) {
                text.append(items.merge(element.parent(), 1, Integer::sum)).append(". ");
            }
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int level) {
        if (node instanceof Element element && isBlock(element) && !element.nameIs("br")) {
            line();
        }
        return FilterResult.CONTINUE;
    }

    private void line() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }

    private static boolean isBlock(Element element) {
        return element.isBlock() || CELLS.contains(element.normalName());
    }

    /** Several links and hardly a word beside them; a list of annexes is none. */
    private boolean isMenu(Element element) {
        PageWeights.Weight weight = weights.of(element);
        return isBlock(element) && weight.links > 1 && weight.linked * 10 > weight.words * 7 && !weight.annex;
    }

    private Grid grid(Element table) {
        Grid grid = new Grid();
        for (Element row : table.select("tr")) {
            for (Element cell : row.children()) {
                if (cell.nameIs("td") || cell.nameIs("th")) {
                    PageText inside = new PageText(null, depth + 1, weights);
                    cell.childNodes().forEach(node -> NodeTraversor.filter(inside, node));
                    grid.cell(inside.text.toString(), WordDefinitions.columns(cell.attr("colspan")), WordDefinitions.columns(cell.attr("rowspan")));
                }
            }
            grid.endRow();
        }
        return grid;
    }
}
