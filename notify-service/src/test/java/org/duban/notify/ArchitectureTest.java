package org.duban.notify;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.duban.notify.deprecation.Sunset;

/** Packages import one way, and nothing reads the time by itself. */
@AnalyzeClasses(packages = "org.duban.notify", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.duban.notify..")
            .layer("local")
            .definedBy("..notify.local..")
            .layer("page")
            .definedBy("..notify.page..")
            .layer("log")
            .definedBy("..notify.log..")
            .layer("metric")
            .definedBy("..notify.metric..")
            .layer("bounce")
            .definedBy("..notify.bounce..")
            .layer("inbox")
            .definedBy("..notify.inbox..")
            .layer("mail")
            .definedBy("..notify.mail..")
            .layer("contact")
            .definedBy("..notify.contact..")
            .layer("picture")
            .definedBy("..notify.picture..")
            .layer("smtp")
            .definedBy("..notify.smtp..")
            .layer("attachment")
            .definedBy("..notify.attachment..")
            .layer("upkeep")
            .definedBy("..notify.upkeep..")
            .layer("hold")
            .definedBy("..notify.hold..")
            .layer("problem")
            .definedBy("..notify.problem..")
            .layer("security")
            .definedBy("..notify.security..")
            .layer("loop")
            .definedBy("..notify.loop..")
            .layer("listing")
            .definedBy("..notify.listing..")
            .layer("precondition")
            .definedBy("..notify.precondition..")
            .layer("idempotency")
            .definedBy("..notify.idempotency..")
            .layer("deprecation")
            .definedBy("..notify.deprecation..")
            .layer("limit")
            .definedBy("..notify.limit..")
            .layer("schema")
            .definedBy("..notify.schema..")
            .layer("trace")
            .definedBy("..notify.trace..")
            .whereLayer("trace")
            .mayNotAccessAnyLayer()
            .whereLayer("local")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("page")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("page")
            .mayOnlyAccessLayers("problem")
            .whereLayer("log")
            .mayOnlyBeAccessedByLayers("local")
            .whereLayer("metric")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("upkeep")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("hold")
            .mayNotAccessAnyLayer()
            .whereLayer("bounce")
            .mayOnlyBeAccessedByLayers("local")
            .whereLayer("inbox")
            .mayOnlyBeAccessedByLayers("local", "metric", "log")
            .whereLayer("mail")
            .mayOnlyBeAccessedByLayers("local", "metric", "log", "bounce", "inbox", "upkeep")
            .whereLayer("contact")
            .mayOnlyBeAccessedByLayers("local", "log", "inbox", "mail")
            .whereLayer("picture")
            .mayOnlyBeAccessedByLayers("local", "log", "inbox", "mail")
            .whereLayer("smtp")
            .mayOnlyBeAccessedByLayers("local", "metric", "log", "bounce", "inbox", "mail")
            .whereLayer("attachment")
            .mayOnlyBeAccessedByLayers("mail", "smtp")
            .whereLayer("attachment")
            .mayNotAccessAnyLayer()
            .whereLayer("listing")
            .mayOnlyAccessLayers("problem", "security")
            .whereLayer("precondition")
            .mayOnlyAccessLayers("problem")
            .whereLayer("idempotency")
            .mayOnlyAccessLayers("problem", "security")
            .whereLayer("limit")
            .mayOnlyAccessLayers("problem", "security", "loop")
            .whereLayer("schema")
            .mayOnlyAccessLayers("problem")
            .whereLayer("problem")
            .mayNotAccessAnyLayer()
            .whereLayer("security")
            .mayNotAccessAnyLayer()
            .whereLayer("deprecation")
            .mayNotAccessAnyLayer()
            .whereLayer("loop")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule WHAT_WILL_GO_IS_DEPRECATED = methods()
            .that()
            .areAnnotatedWith(Sunset.class)
            .should()
            .beAnnotatedWith(Deprecated.class)
            .allowEmptyShould(true)
            .because("the OpenAPI document shows it then");

    @ArchTest
    static final ArchRule NO_CIRCLES =
            slices().matching("org.duban.notify.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_NOW = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now", ZoneId.class)
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now", ZoneId.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("time comes from an injected clock (R2)");

    @ArchTest
    static final ArchRule ONE_PLACE_FOR_CLOCKS = noClasses()
            .that()
            .doNotHaveSimpleName("Clocks")
            .should()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(Clock.class, "system", ZoneId.class);
}
