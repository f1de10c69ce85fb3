package org.duban.notify.attachment;

import java.util.Arrays;

/**
 * A file that goes with a mail.
 *
 * @param name as people see it, in any script; the product makes it, never a user
 * @param type media type with its parameters, printable ASCII
 */
public record Attachment(String name, String type, byte[] content) {

    /** Records compare arrays by identity; two files are the same when their bytes are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Attachment that
                && name.equals(that.name)
                && type.equals(that.type)
                && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return name + " (" + type + ", " + content.length + " bytes)";
    }
}
