package org.duban.task.intake;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/**
 * Finds the notice in a page by its prose, whatever the site's markup: from the body down, to the element that no part of
 * which holds all but a few of its sentences. The title and the lines of 发布日期, 文号 that stand before it come with it.
 */
final class MainContent {
    private static final String NEVER = "script,style,noscript,template,iframe,object,svg,button,select,textarea,nav,footer,aside,[hidden],[style~=display:\\s*none]";
    private static final Pattern AROUND = Pattern.compile("foot|nav|menu|side-?bar|crumb|copyright|share|toolbar|banner|related|links?\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LABELLED = Pattern.compile(
            "^[【\\[]?(?:发布|成文|发文|公开|公布|生成|印发)(?:日期|时间)|^[【\\[]?发文(?:机关|单位|字号)|^[【\\[]?(?:文\\s*号|发布机构|制发机关|(?:文章|信息)?来源)");
    /** What may stand outside: a slogan, a search hint. */
    private static final int STRAY = 60;
    private static final int START = 800;
    private static final int LONGEST_TITLE = 200;

    private final Document page;
    private PageWeights weights;

    MainContent(Document page) {
        this.page = page;
    }

    String text() {
        String title = title();
        page.select(NEVER).remove();
        weights = new PageWeights(page.body());
        int all = prose(page.body());
        page.body().select("[class],[id]").stream().filter(each -> AROUND.matcher(each.className() + " " + each.id()).find()
                && prose(each) * 5 < all && each.parent() != null).toList().forEach(Node::remove);
        Element main = main();
        String text = PageText.of(main, null, weights);
        String start = squeezed(text.substring(0, Math.min(text.length(), START)));
        StringBuilder whole = new StringBuilder();
        if (!title.isEmpty() && !start.contains(squeezed(title))) {
            whole.append(title).append('\n');
        }
        before(main).filter(line -> LABELLED.matcher(line).find() && !start.contains(squeezed(line)))
                .forEach(line -> whole.append(line).append('\n'));
        String published = meta("PubDate");
        if (!published.isEmpty() && !(whole + start).contains("发布")) {
            whole.append("发布日期：").append(published).append('\n');
        }
        return whole.append(text).toString();
    }

    private int prose(Node node) {
        return weights.of(node).prose;
    }

    private Element main() {
        Element main = page.body();
        while (true) {
            Element best = null;
            for (Element child : main.children()) {
                best = best == null || prose(child) > prose(best) ? child : best;
            }
            int rest = best == null ? 0 : prose(main) - prose(best);
            boolean isPart = best == null || !best.isBlock() && !best.nameIs("td") || prose(best) == 0 || best.nameIs("p");
            if (isPart || rest > STRAY || rest * 20 > prose(main)) {
                return main;
            }
            main = best;
        }
    }

    /** As the page's own data name it, else the heading that the window's title begins with. */
    private String title() {
        String named = meta("ArticleTitle");
        if (!named.isEmpty()) {
            return named;
        }
        String window = squeezed(page.title());
        return page.select("h1,h2,h3,[class*=title],[id*=title],[class*=tit]").stream().map(Element::text).map(String::strip)
                .filter(words -> words.length() > 5 && words.length() < LONGEST_TITLE && window.startsWith(squeezed(words)))
                .findFirst().orElse("");
    }

    private String meta(String name) {
        return page.select("meta").stream().filter(each -> each.attr("name").equalsIgnoreCase(name)).map(each -> each.attr("content").strip())
                .filter(words -> words.length() < LONGEST_TITLE).findFirst().orElse("");
    }

    /** The lines of the page before it. */
    private Stream<String> before(Element main) {
        List<String> lines = PageText.of(page.body(), main, weights).lines().map(String::strip).toList();
        return lines.stream().filter(line -> line.length() < LONGEST_TITLE);
    }

    private static String squeezed(String text) {
        return text.replaceAll("[\\s\\u00a0\\u3000]", "");
    }
}
