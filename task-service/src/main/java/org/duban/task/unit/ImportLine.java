package org.duban.task.unit;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One line of an import: a unit, and one contact of it or none. A unit with several contacts has several lines.
 *
 * @param alias names by which notices print the unit, too; in CSV separated by |
 * @param role  LIAISON 联络员 or LEADER 分管领导; with {@code post} and {@code email}, or none of the three
 */
public record ImportLine(
        @Schema(examples = "532500-12") @NotNull @Pattern(regexp = UnitResource.CODE) String code,
        @Schema(examples = "州水利局") @NotBlank @Size(max = 100) String name,
        @Size(max = 50) List<@NotBlank @Size(max = 100) String> alias,
        @Schema(examples = "LIAISON") @Pattern(regexp = "LIAISON|LEADER") String role,
        @Schema(examples = "办公室联络员") @Size(max = 100) String post,
        @Schema(examples = "shuiliju.lianluo@example.org") @Size(max = 254) @Email(regexp = "[!-~]+@[0-9A-Za-z.-]+") String email) {

    List<String> aliases() {
        return alias == null ? List.of() : alias;
    }

    boolean hasContact() {
        return isGiven(role) || isGiven(post) || isGiven(email);
    }

    static boolean isGiven(String value) {
        return value != null && !value.isBlank();
    }

    /** Only of a line without problems. */
    UnitEvents.Address contact() {
        return new UnitEvents.Address(Contact.Role.valueOf(role), post.strip(), email);
    }
}
