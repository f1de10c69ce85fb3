package org.duban.task.parse;

import java.util.ArrayList;
import java.util.List;

/** A numbered item of the outline: its own words reach to its first child, the whole of it to the next item outside. */
final class Item {
    final Marker marker;
    final Item parent;
    final List<Item> children = new ArrayList<>();
    /** End of its own words, before the first child. */
    int ownEnd;
    /** End of it with all its children. */
    int end;

    Item(Marker marker, Item parent) {
        this.marker = marker;
        this.parent = parent;
    }

    int start() {
        return marker.start();
    }

    Marker.Kind kind() {
        return marker.kind();
    }

    boolean isLeaf() {
        return children.isEmpty();
    }

    /** 二/(四)/3 */
    String ref() {
        return parent == null ? marker.printed() : parent.ref() + "/" + marker.printed();
    }

    /** The nearest heading above; null at the top. */
    Item section() {
        Item above = parent;
        while (above != null && !above.kind().mayHead()) {
            above = above.parent;
        }
        return above;
    }

    /** (四)-3: the numbers from the section down. */
    String label() {
        return parent == null ? marker.printed()
                : (parent == section() ? parent.marker.printed() : parent.label()) + "-" + marker.printed();
    }
}
