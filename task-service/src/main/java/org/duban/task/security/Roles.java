package org.duban.task.security;

/** The roles of a token's {@code groups} claim. */
public final class Roles {
    /** The supervising office: imports, dispatches, reviews, sees everything. */
    public static final String OFFICE = "office";
    /** A responsible unit; the claim {@code unit} holds its code. Sees and changes only its own (R11). */
    public static final String UNIT = "unit";
    /** The inspectorate: reads everything; reviews what the report-to unit itself reports (R11). */
    public static final String INSPECTORATE = "inspectorate";
    /** Reads everything, changes nothing. */
    public static final String READER = "reader";

    private Roles() {}
}
