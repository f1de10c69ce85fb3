package org.duban.task.unit;

import java.text.Normalizer;
import java.util.Locale;

/** How names are stored and compared: stored in NFC, unique under NFKC without blanks (Unicode UAX #15). */
final class Names {
    private Names() {}

    static String stored(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
    }

    /** 州教育体育局 and its full-width or spaced spellings have one key. */
    static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    }
}
