package org.duban.task.intake;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;

/**
 * The tables that a page of a PDF draws with lines: what stands between the lines is one cell, however many lines of text it takes,
 * and wherever in the cell it stands. Lines are collected while the page is read; a page that draws too many of them has no tables.
 */
final class PdfTables {
    private static final int MOST_STROKES = 2_000;
    private static final int MOST_ROWS = 200;
    private static final int MOST_COLUMNS = 30;
    /** In points: a line is often drawn as a rectangle without much breadth. */
    private static final float THIN = 3;
    private static final float NEAR = 2;

    private final List<Stroke> path = new ArrayList<>();
    private final List<Stroke> across = new ArrayList<>();
    private final List<Stroke> down = new ArrayList<>();
    private Point2D.Float at;
    private int strokes;

    /** A straight piece of a line or a rectangle, its corners in order. */
    private record Stroke(float left, float top, float right, float bottom, boolean rectangle) {
        static Stroke of(Point2D.Float a, Point2D.Float b, boolean rectangle) {
            return new Stroke(Math.min(a.x, b.x), Math.min(a.y, b.y), Math.max(a.x, b.x), Math.max(a.y, b.y), rectangle);
        }
    }

    /** A table as text, and the height at which it begins. */
    record Found(float top, String text) {
    }

    /** Follows what the page draws; the path counts only once it is painted, for most rectangles only clip. */
    void follow(Operator operator, List<COSBase> operands, Matrix matrix, PDRectangle page) {
        float[] n = new float[4];
        for (int i = 0; i < Math.min(4, operands.size()); i++) {
            n[i] = operands.get(i) instanceof COSNumber number ? number.floatValue() : 0;
        }
        switch (operator.getName()) {
            case "m" -> at = point(matrix, page, n[0], n[1]);
            case "l" -> {
                Point2D.Float to = point(matrix, page, n[0], n[1]);
                add(at == null ? to : at, to, false);
                at = to;
            }
            case "re" -> add(point(matrix, page, n[0], n[1]), point(matrix, page, n[0] + n[2], n[1] + n[3]), true);
            case "S", "s", "B", "B*", "b", "b*" -> paint(true);
            case "f", "F", "f*" -> paint(false);
            case "n" -> path.clear();
            default -> { }
        }
    }

    /** From the upper left corner, as the places of characters are counted. */
    private static Point2D.Float point(Matrix matrix, PDRectangle page, float x, float y) {
        Point2D.Float point = matrix.transformPoint(x, y);
        return new Point2D.Float(point.x - page.getLowerLeftX(), page.getHeight() - (point.y - page.getLowerLeftY()));
    }

    private void add(Point2D.Float from, Point2D.Float to, boolean rectangle) {
        if (path.size() < MOST_STROKES) {
            path.add(Stroke.of(from, to, rectangle));
        }
    }

    private void paint(boolean outlined) {
        strokes += path.size();
        for (Stroke each : strokes > MOST_STROKES ? List.<Stroke>of() : path) {
            boolean flat = each.bottom - each.top < THIN;
            boolean narrow = each.right - each.left < THIN;
            if (flat && !narrow) {
                across.add(each);
            } else if (narrow && !flat) {
                down.add(each);
            } else if (!flat && each.rectangle && outlined) {
                across.add(new Stroke(each.left, each.top, each.right, each.top, false));
                across.add(new Stroke(each.left, each.bottom, each.right, each.bottom, false));
                down.add(new Stroke(each.left, each.top, each.left, each.bottom, false));
                down.add(new Stroke(each.right, each.top, each.right, each.bottom, false));
            }
        }
        path.clear();
    }

    /** The tables of the page, from above; the characters that stand in them are taken out of the lists. */
    List<Found> take(List<List<TextPosition>> articles) {
        List<Found> found = new ArrayList<>();
        if (strokes <= MOST_STROKES) {
            for (List<Stroke> verticals : bands()) {
                Lattice lattice = lattice(verticals);
                if (lattice != null) {
                    found.add(new Found(lattice.top(), lattice.text(articles)));
                }
            }
        }
        return found;
    }

    /** Upright lines that overlap in height, or nearly so, belong to one table; another begins below. */
    private List<List<Stroke>> bands() {
        List<List<Stroke>> bands = new ArrayList<>();
        float bottom = Float.NEGATIVE_INFINITY;
        for (Stroke each : down.stream().sorted(Comparator.comparingDouble(Stroke::top)).toList()) {
            if (each.top > bottom + NEAR) {
                bands.add(new ArrayList<>());
            }
            bands.get(bands.size() - 1).add(each);
            bottom = Math.max(bottom, each.bottom);
        }
        return bands;
    }

    private Lattice lattice(List<Stroke> verticals) {
        float top = (float) verticals.stream().mapToDouble(Stroke::top).min().orElse(0) - NEAR;
        float bottom = (float) verticals.stream().mapToDouble(Stroke::bottom).max().orElse(0) + NEAR;
        List<Stroke> horizontals = across.stream().filter(each -> each.top >= top && each.bottom <= bottom).toList();
        float[] xs = distinct(verticals.stream().map(each -> (each.left + each.right) / 2).toList());
        float[] ys = distinct(horizontals.stream().map(each -> (each.top + each.bottom) / 2).toList());
        boolean table = xs.length > 2 && ys.length > 2 && xs.length <= MOST_COLUMNS && ys.length <= MOST_ROWS;
        return table ? new Lattice(xs, ys, verticals, horizontals) : null;
    }

    private static float[] distinct(List<Float> places) {
        List<Float> kept = new ArrayList<>();
        for (float place : places.stream().sorted().toList()) {
            if (kept.isEmpty() || place > kept.get(kept.size() - 1) + NEAR) {
                kept.add(place);
            }
        }
        float[] all = new float[kept.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = kept.get(i);
        }
        return all;
    }

    /** The smallest fields between the lines; fields that no line parts are one cell. */
    private static final class Lattice {
        private final float[] xs;
        private final float[] ys;
        private final boolean[][] wallRight;
        private final boolean[][] wallBelow;

        Lattice(float[] xs, float[] ys, List<Stroke> verticals, List<Stroke> horizontals) {
            this.xs = xs;
            this.ys = ys;
            this.wallRight = new boolean[ys.length - 1][xs.length - 1];
            this.wallBelow = new boolean[ys.length - 1][xs.length - 1];
            for (Stroke each : verticals) {
                int column = nearest(xs, (each.left + each.right) / 2) - 1;
                for (int row = 0; row < ys.length - 1 && column >= 0; row++) {
                    float middle = (ys[row] + ys[row + 1]) / 2;
                    wallRight[row][column] |= each.top <= middle && middle <= each.bottom;
                }
            }
            for (Stroke each : horizontals) {
                int row = nearest(ys, (each.top + each.bottom) / 2) - 1;
                for (int column = 0; column < xs.length - 1 && row >= 0; column++) {
                    float middle = (xs[column] + xs[column + 1]) / 2;
                    wallBelow[row][column] |= each.left <= middle && middle <= each.right;
                }
            }
        }

        float top() {
            return ys[0];
        }

        private static int nearest(float[] places, float place) {
            int best = 0;
            for (int i = 1; i < places.length; i++) {
                best = Math.abs(places[i] - place) < Math.abs(places[best] - place) ? i : best;
            }
            return best;
        }

        private static int field(float[] places, float place) {
            int i = 0;
            while (i < places.length && places[i] <= place) {
                i++;
            }
            return i == places.length ? -1 : i - 1;
        }

        String text(List<List<TextPosition>> articles) {
            List<List<List<TextPosition>>> fields = new ArrayList<>();
            for (int row = 0; row < ys.length - 1; row++) {
                fields.add(new ArrayList<>());
                for (int column = 0; column < xs.length - 1; column++) {
                    fields.get(row).add(new ArrayList<>());
                }
            }
            for (List<TextPosition> article : articles) {
                article.removeIf(each -> {
                    int row = field(ys, each.getYDirAdj() - each.getHeightDir() / 2);
                    int column = field(xs, each.getXDirAdj() + each.getWidthDirAdj() / 2);
                    return row >= 0 && column >= 0 && fields.get(row).get(column).add(each);
                });
            }
            return grid(fields).text();
        }

        private Grid grid(List<List<List<TextPosition>>> fields) {
            Grid grid = new Grid();
            boolean[][] taken = new boolean[ys.length - 1][xs.length - 1];
            for (int row = 0; row < ys.length - 1; row++) {
                for (int column = 0; column < xs.length - 1; column++) {
                    if (!taken[row][column]) {
                        cell(grid, fields, taken, row, column);
                    }
                }
                grid.endRow();
            }
            return grid;
        }

        private void cell(Grid grid, List<List<List<TextPosition>>> fields, boolean[][] taken, int row, int column) {
            int right = column;
            while (right < xs.length - 2 && !wallRight[row][right] && !taken[row][right + 1]) {
                right++;
            }
            int below = row;
            while (below < ys.length - 2 && !wallBelow[below][column]) {
                below++;
            }
            List<TextPosition> characters = new ArrayList<>();
            for (int i = row; i <= below; i++) {
                for (int j = column; j <= right; j++) {
                    taken[i][j] = true;
                    characters.addAll(fields.get(i).get(j));
                }
            }
            grid.cell(words(characters), right - column + 1, below - row + 1);
        }

        /** In the order of reading. The end of a line parts nothing but Latin words. */
        private static String words(List<TextPosition> characters) {
            characters.sort(Comparator.comparingDouble(TextPosition::getYDirAdj));
            StringBuilder words = new StringBuilder();
            int start = 0;
            for (int i = 1; i <= characters.size(); i++) {
                boolean lineEnds = i == characters.size()
                        || characters.get(i).getYDirAdj() - characters.get(start).getYDirAdj() > characters.get(start).getFontSizeInPt() / 2;
                if (lineEnds) {
                    List<TextPosition> line = characters.subList(start, i);
                    line.sort(Comparator.comparingDouble(TextPosition::getXDirAdj));
                    append(words, line);
                    start = i;
                }
            }
            return words.toString();
        }

        private static void append(StringBuilder words, List<TextPosition> line) {
            float end = Float.NEGATIVE_INFINITY;
            for (TextPosition each : line) {
                boolean latin = !words.isEmpty() && words.charAt(words.length() - 1) < 128 && !each.getUnicode().isEmpty() && each.getUnicode().charAt(0) < 128;
                boolean parted = each.getXDirAdj() > end + each.getFontSizeInPt() / 2;
                words.append(latin && parted && Character.isLetter(words.charAt(words.length() - 1)) ? " " : "").append(each.getUnicode());
                end = each.getXDirAdj() + each.getWidthDirAdj();
            }
        }
    }
}
