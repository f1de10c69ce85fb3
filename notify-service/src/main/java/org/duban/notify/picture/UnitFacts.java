package org.duban.notify.picture;

import java.util.Objects;

/** A unit as an event names it. */
public record UnitFacts(String code, String name) {
    public UnitFacts {
        Objects.requireNonNull(code, "unit.code");
        Objects.requireNonNull(name, "unit.name");
    }
}
