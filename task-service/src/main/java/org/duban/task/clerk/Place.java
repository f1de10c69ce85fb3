package org.duban.task.clerk;

import org.duban.task.idempotency.Once;

/** A place below a link's own path, as it is kept with the key of a form: without the token. */
final class Place implements Once.Form<String> {
    static final Place FORM = new Place();

    private static final int SEE_OTHER = 303;

    private Place() {}

    @Override
    public Once.Answer keep(String place) {
        return new Once.Answer(SEE_OTHER, place, "null");
    }

    @Override
    public String again(Once.Answer kept) {
        return kept.location();
    }
}
