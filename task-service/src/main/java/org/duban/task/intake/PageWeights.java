package org.duban.task.intake;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** How much text, prose and links each part of a page holds; counted in one pass, from the leaves up. */
final class PageWeights implements NodeVisitor {
    private static final Pattern SENTENCE = Pattern.compile("[。，；、]");
    private static final int SHORTEST_SENTENCE = 8;
    /** Deeper than any page that people wrote. */
    private static final int DEEPEST = 400;
    private static final Weight NOTHING = new Weight();

    private final Map<Node, Weight> weights = new IdentityHashMap<>();
    private int openLinks;

    /** In characters, but for links and tables. */
    static final class Weight {
        int words;
        /** In sentences, links apart. */
        int prose;
        /** In links. */
        int linked;
        int links;
        int tables;
        boolean annex;

        private void add(Weight part) {
            words += part.words;
            prose += part.prose;
            linked += part.linked;
            links += part.links;
            tables += part.tables;
            annex |= part.annex;
        }
    }

    PageWeights(Element page) {
        NodeTraversor.traverse(this, page);
    }

    Weight of(Node node) {
        return weights.getOrDefault(node, NOTHING);
    }

    @Override
    public void head(Node node, int depth) {
        if (depth > DEEPEST) {
            throw Refusal.tooLarge("网页的标记嵌套超过 %d 层。", "The page is nested more than %d deep.", DEEPEST);
        }
        Weight weight = new Weight();
        openLinks += node.nameIs("a") ? 1 : 0;
        weight.links = node.nameIs("a") ? 1 : 0;
        weight.tables = node.nameIs("table") ? 1 : 0;
        if (node instanceof TextNode text) {
            String words = text.text().strip();
            weight.words = words.length();
            weight.annex = words.contains("附件");
            weight.linked = openLinks > 0 ? words.length() : 0;
            boolean sentence = openLinks == 0 && words.length() >= SHORTEST_SENTENCE && SENTENCE.matcher(words).find();
            weight.prose = sentence ? words.length() : 0;
        }
        weights.put(node, weight);
    }

    @Override
    public void tail(Node node, int depth) {
        openLinks -= node.nameIs("a") ? 1 : 0;
        if (node.parent() != null && weights.containsKey(node.parent())) {
            weights.get(node.parent()).add(weights.get(node));
        }
    }
}
