package org.duban.notify.security;

import java.util.List;

/** Who a token may stand for; its {@code groups}. */
public final class Roles {

    /** The supervising office: reads everything. */
    public static final String OFFICE = "office";
    /** The inspectorate: reads everything. */
    public static final String INSPECTORATE = "inspectorate";
    /** Another system that only reads. */
    public static final String READER = "reader";
    /** A unit: reads what concerns itself (R11). */
    public static final String UNIT = "unit";

    /** In the order in which a record names them. */
    static final List<String> ALL = List.of(INSPECTORATE, OFFICE, READER, UNIT);

    private Roles() {}
}
