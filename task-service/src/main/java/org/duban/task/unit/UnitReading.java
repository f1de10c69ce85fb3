package org.duban.task.unit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whom a name that a notice prints means. Where it is not certain the office confirms it, by storing it with the draft.
 *
 * @param name    as printed
 * @param code    of the unit or group; null: nobody is known by it, and dispatch would be refused
 * @param by      how it was found; null with the code
 * @param nearest where nobody is known: those in the directory whose names are most like it, the likest first
 */
@Schema(name = "UnitReading", requiredProperties = {"name"})
public record UnitReading(
        @Schema(examples = "发改委") @NotBlank @Size(max = 200) String name,
        @Schema(examples = "532500-07") @Size(max = 32) String code,
        By by,
        @Size(max = 10) List<@NotNull @Valid Named> nearest) {

    /** How a name was found in the directory. */
    @Schema(name = "UnitReadingBy")
    public enum By {
        /** It is the unit's name. */
        NAME,
        /** It is an alias of the unit. */
        ALIAS,
        /** It is the name of a group. */
        GROUP,
        /** Its level was left out, as the second of 州财政局、发改委: assumed. */
        PREFIX,
        /** The directory has it with another prefix, as 红河州财政局 for 州财政局: assumed. */
        LEVEL,
        /** The office said so, in this notice. */
        OFFICE;

        /** Whether the office has to look at it. */
        public boolean isAssumed() {
            return this == PREFIX || this == LEVEL;
        }
    }

    /** A unit or group of the directory. */
    @Schema(name = "NamedUnit", requiredProperties = {"code", "name"})
    public record Named(@Schema(examples = "532500-07") @NotBlank @Size(max = 32) String code,
            @Schema(examples = "州发展改革委") @NotBlank @Size(max = 200) String name) {}

    static UnitReading of(String name, String code, By by) {
        return new UnitReading(name, code, by, List.of());
    }

    /** What the office has said. */
    public static UnitReading given(String name, String code) {
        return of(name, code, By.OFFICE);
    }
}
