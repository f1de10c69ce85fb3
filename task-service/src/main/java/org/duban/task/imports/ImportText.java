package org.duban.task.imports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.duban.task.parse.Span;

/**
 * A text cut wherever a mark begins or ends. The pieces lie side by side and none in another, however the marks overlap, so
 * each can be written as one element whose text the template escapes; put together they are the text, character by character.
 */
public final class ImportText {
    /** What a mark says of its words; the names are classes of the stylesheet. */
    enum Kind { HEADING, TASK, NUMBER, VALUE, UNIT, DAY, INFO, WARNING, ERROR }

    /**
     * Marked words.
     *
     * @param place may reach outside of the text; an empty one is an anchor only
     * @param id    by which the place can be jumped to; null: by none
     * @param href  where its first words lead; null: nowhere
     * @param hint  shown when pointed at; null: none
     */
    record Mark(Kind kind, Span place, String id, String href, String hint) {}

    /**
     * Words under the same marks.
     *
     * @param ids   of the marks that begin here
     * @param kinds their classes, joined by blanks; empty: unmarked
     * @param href  null: no link
     */
    public record Piece(String text, List<String> ids, String kinds, String href, String hint) {
        public boolean isPlain() {
            return kinds.isEmpty();
        }

        /** The words of a task and nothing more particular. */
        public boolean isTask() {
            return kinds.equals(Kind.TASK.name());
        }
    }

    private record Edge(int at, boolean begins, Mark mark) {}

    /** Of marks that begin together the shortest is the most particular. */
    private static final Comparator<Mark> PARTICULAR = Comparator.comparingInt((Mark mark) -> mark.place.end() - mark.place.start())
            .thenComparing(mark -> mark.place.start()).thenComparing(mark -> String.valueOf(mark.id)).thenComparing(Mark::kind)
            .thenComparing(mark -> mark.href).thenComparing(mark -> String.valueOf(mark.hint));

    private final String text;
    private final List<Piece> pieces = new ArrayList<>();
    private final Map<Kind, Integer> covering = new EnumMap<>(Kind.class);
    private final TreeSet<Mark> links = new TreeSet<>(PARTICULAR);
    private List<String> ids = new ArrayList<>();

    private ImportText(String text) {
        this.text = text;
    }

    /** One sweep over the ends of the marks. */
    static List<Piece> pieces(String text, List<Mark> marks) {
        ImportText cut = new ImportText(text);
        int from = 0;
        for (Edge edge : cut.edges(marks)) {
            cut.piece(from, edge.at);
            from = Math.max(from, edge.at);
            cut.cross(edge);
        }
        cut.piece(from, text.length());
        cut.rest();
        return cut.pieces;
    }

    /** An empty mark begins before it ends; else what ends at a place ends before others begin there. */
    private List<Edge> edges(List<Mark> marks) {
        List<Edge> edges = new ArrayList<>(2 * marks.size());
        for (Mark mark : marks) {
            int start = within(mark.place.start());
            int end = Math.max(start, within(mark.place.end()));
            edges.add(new Edge(start, true, mark));
            if (end > start) {
                edges.add(new Edge(end, false, mark));
            }
        }
        edges.sort(Comparator.comparingInt(Edge::at).thenComparing(Edge::begins));
        return edges;
    }

    /** A place in the text, and never within one character. */
    private int within(int at) {
        int place = Math.max(0, Math.min(at, text.length()));
        boolean split = place > 0 && place < text.length() && Character.isLowSurrogate(text.charAt(place))
                && Character.isHighSurrogate(text.charAt(place - 1));
        return split ? place - 1 : place;
    }

    private void cross(Edge edge) {
        Mark mark = edge.mark;
        boolean empty = edge.begins && within(mark.place.start()) >= within(mark.place.end());
        if (edge.begins && mark.id != null) {
            ids.add(mark.id);
        }
        if (empty) {
            return;
        }
        covering.merge(mark.kind, edge.begins ? 1 : -1, (a, b) -> a + b == 0 ? null : a + b);
        if (mark.href != null && edge.begins) {
            links.add(mark);
        } else if (mark.href != null) {
            links.remove(mark);
        }
    }

    private void piece(int from, int to) {
        if (from >= to) {
            return;
        }
        // Each link stands once, at its first words that no other has taken: a page of a thousand is none to tab through.
        Mark link = links.pollFirst();
        pieces.add(new Piece(text.substring(from, to), ids, covering.keySet().stream().map(Kind::name).collect(Collectors.joining(" ")),
                link == null ? null : link.href, link == null ? null : link.hint));
        ids = new ArrayList<>();
    }

    /** Anchors at the very end. */
    private void rest() {
        if (!ids.isEmpty()) {
            pieces.add(new Piece("", ids, "", null, null));
        }
    }
}
