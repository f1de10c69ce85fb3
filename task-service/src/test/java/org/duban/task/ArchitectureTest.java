package org.duban.task;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
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
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import org.duban.task.deprecation.Sunset;

/** Packages import one way, and nothing reads the time by itself. */
@AnalyzeClasses(packages = "org.duban.task", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** From the top; a package reaches those under it only. */
    private static final List<String> FEATURES =
            List.of("local", "metric", "page", "clerk", "imports", "board", "paper", "upkeep", "briefing", "report", "assignment", "notice", "ladder", "unit", "calendar", "audit",
                    "outbox", "event");

    private static final String[] LEAVES = {"parse", "intake", "problem", "security", "listing", "limit", "loop", "idempotency",
        "precondition", "deprecation", "site", "signin", "schema", "hold", "sql", "trace"};

    @ArchTest
    static final ArchRule FEATURES_IMPORT_DOWNWARDS = oneWay();

    private static ArchRule oneWay() {
        var layers = layeredArchitecture().consideringOnlyDependenciesInAnyPackage("org.duban.task..");
        for (String feature : FEATURES) {
            layers = layers.layer(feature).definedBy("org.duban.task." + feature + "..");
        }
        for (int i = 0; i < FEATURES.size(); i++) {
            layers = i == 0 ? layers.whereLayer(FEATURES.get(0)).mayNotBeAccessedByAnyLayer()
                    : layers.whereLayer(FEATURES.get(i)).mayOnlyBeAccessedByLayers(FEATURES.subList(0, i).toArray(new String[0]));
        }
        return layers;
    }

    @ArchTest
    static final ArchRule SIDE_BY_SIDE = noClasses().that().resideInAPackage("org.duban.task.audit..")
            .should().dependOnClassesThat().resideInAPackage("org.duban.task.outbox..");

    @ArchTest
    static final ArchRule LEAVES_REACH_NO_FEATURE = noClasses().that().resideInAnyPackage(packages(LEAVES))
            .should().dependOnClassesThat().resideInAnyPackage(packages(FEATURES.toArray(new String[0])));

    @ArchTest
    static final ArchRule THESE_LEAVES_ASK_FOR_NO_ROLES = noClasses()
            .that().resideInAnyPackage(packages("parse", "intake", "problem", "listing", "loop", "schema", "trace"))
            .should().dependOnClassesThat().resideInAPackage("org.duban.task.security..");

    @ArchTest
    static final ArchRule WHAT_WILL_GO_IS_DEPRECATED = methods().that().areAnnotatedWith(Sunset.class)
            .should().beAnnotatedWith(Deprecated.class).allowEmptyShould(true).because("the OpenAPI document shows it then");

    @ArchTest
    static final ArchRule NO_CIRCLES = slices().matching("org.duban.task.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_LOCAL_MODE_AND_TOKENS_READ_THE_MACHINES_TIME = noClasses()
            .that().doNotHaveSimpleName("LocalMode").and().doNotHaveSimpleName("FileClock")
            .and().doNotHaveSimpleName("VerifiedTokens")
            .should().callMethodWhere(target(name("now")).and(target(owner(belongToAnyOf(Instant.class, LocalDate.class,
                    LocalDateTime.class, LocalTime.class, OffsetDateTime.class, ZonedDateTime.class)))))
            .orShould().callMethodWhere(target(nameMatching("system.*|tick.*")).and(target(owner(equivalentTo(Clock.class)))))
            .orShould().callMethod(System.class, "currentTimeMillis")
            .orShould().callConstructor(Date.class)
            .because("time comes from the injected clock (R2)");

    @ArchTest
    static final ArchRule THE_PARSER_NEEDS_NO_FRAMEWORK = noClasses().that().resideInAPackage("org.duban.task.parse..")
            .should().dependOnClassesThat().resideOutsideOfPackages("java..",
                    "org.duban.task.parse..", "com.fasterxml.jackson.annotation..");

    private static String[] packages(String... names) {
        return List.of(names).stream().map(name -> "org.duban.task." + name + "..").toArray(String[]::new);
    }
}
