package org.duban.task.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.duban.task.imports.ImportText.Kind;
import org.duban.task.imports.ImportText.Mark;
import org.duban.task.imports.ImportText.Piece;
import org.duban.task.parse.Span;
import org.junit.jupiter.api.Test;

/** However marks lie, the pieces are the text, and each stands under the marks that cover it. */
class ImportTextTest {
    private static Mark mark(Kind kind, int start, int end, String id, String href) {
        return new Mark(kind, new Span(start, end, 1), id, href, null);
    }

    @Test
    void aMarkWithinAnotherCutsItInThree() {
        List<Piece> pieces = ImportText.pieces("开展排查。州财政局", List.of(mark(Kind.TASK, 0, 9, null, null), mark(Kind.UNIT, 5, 9, "text-unit-1", null),
                mark(Kind.WARNING, 3, 7, "text-finding-1", "#finding-1")));

        assertEquals(List.of(new Piece("开展排", List.of(), "TASK", null, null),
                new Piece("查。", List.of("text-finding-1"), "TASK WARNING", "#finding-1", null),
                new Piece("州财", List.of("text-unit-1"), "TASK UNIT WARNING", null, null),
                new Piece("政局", List.of(), "TASK UNIT", null, null)), pieces);
    }

    @Test
    void aFindingOfTheWholeTextIsAnAnchorAtItsStart() {
        assertEquals(List.of(new Piece("通知", List.of("text-finding-1"), "", null, null)),
                ImportText.pieces("通知", List.of(mark(Kind.ERROR, 0, 0, "text-finding-1", "#finding-1"))));
        assertEquals(List.of(new Piece("通知", List.of(), "", null, null), new Piece("", List.of("text-finding-1"), "", null, null)),
                ImportText.pieces("通知", List.of(mark(Kind.ERROR, 2, 9, "text-finding-1", "#finding-1"))));
    }

    /** Of two links that begin together the shorter comes first, and each stands once. */
    @Test
    void eachLinkStandsOnce() {
        List<Piece> pieces = ImportText.pieces("一二三四", List.of(mark(Kind.INFO, 0, 4, null, "#long"), mark(Kind.NUMBER, 0, 1, null, "#short"),
                mark(Kind.UNIT, 2, 3, null, null)));
        assertEquals(Arrays.asList("#short", "#long", null, null), pieces.stream().map(Piece::href).toList());
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab<>&\"'\n一二三").withChars('\ud83d', '\ude00').ofMaxLength(30);
    }

    @Provide
    Arbitrary<List<Mark>> marks() {
        Arbitrary<Integer> places = Arbitraries.integers().between(-3, 35);
        return Combinators.combine(Arbitraries.of(Kind.class), places, places, Arbitraries.of("#a", "#b").injectNull(0.5))
                .as((kind, start, end, href) -> mark(kind, start, end, null, href)).list().ofMaxSize(12)
                .map(marks -> IntStream.range(0, marks.size()).mapToObj(i -> new Mark(marks.get(i).kind(), marks.get(i).place(), "id-" + i,
                        marks.get(i).href(), null)).toList());
    }

    @Property(tries = 5_000)
    void thePiecesAreTheTextUnderItsMarks(@ForAll("texts") String text, @ForAll("marks") List<Mark> marks) {
        List<Piece> pieces = ImportText.pieces(text, marks);

        assertEquals(text, pieces.stream().map(Piece::text).collect(Collectors.joining()));
        assertEquals(marks.stream().map(Mark::id).sorted().toList(), pieces.stream().flatMap(piece -> piece.ids().stream()).sorted().toList());
        assertEquals(new TreeSet<>(marks.stream().filter(mark -> covers(mark, text)).map(Mark::href).filter(href -> href != null).toList()).containsAll(
                pieces.stream().map(Piece::href).filter(href -> href != null).toList()), true);
        int at = 0;
        for (Piece piece : pieces) {
            assertFalse(!piece.text().isEmpty() && Character.isLowSurrogate(piece.text().charAt(0)) && at > 0
                    && Character.isHighSurrogate(text.charAt(at - 1)), "a character is cut");
            for (int i = 0; i < piece.text().length(); i++) {
                assertEquals(covering(text, marks, at + i), Set.of(piece.kinds().isEmpty() ? new String[0] : piece.kinds().split(" ")));
            }
            at += piece.text().length();
        }
    }

    /** By looking at each mark for each character; one that begins within a character begins with it. */
    private static Set<String> covering(String text, List<Mark> marks, int at) {
        return marks.stream().filter(mark -> whole(text, mark.place().start()) <= at && at < whole(text, mark.place().end()))
                .map(mark -> mark.kind().name()).collect(Collectors.toSet());
    }

    private static boolean covers(Mark mark, String text) {
        return whole(text, mark.place().start()) < whole(text, mark.place().end());
    }

    private static int whole(String text, int at) {
        int place = Math.max(0, Math.min(at, text.length()));
        return place > 0 && place < text.length() && Character.isSurrogatePair(text.charAt(place - 1), text.charAt(place)) ? place - 1 : place;
    }
}
