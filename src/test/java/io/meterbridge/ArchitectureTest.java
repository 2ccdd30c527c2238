package io.meterbridge;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.meterbridge.architecture.Breaches;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which package may know what. Every rule is also shown to notice a class that breaks it. */
class ArchitectureTest {

    private static final String BASE = "io.meterbridge";

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);

    private static final JavaClasses BREACHES = new ClassFileImporter().importClasses(
            Breaches.class, Breaches.AsksTheSystemClock.class, Breaches.CountsInBinary.class,
            Breaches.OpensConnections.class);

    /** What is pure arithmetic and decision: tested without anything, reused by anything. */
    private static final String[] PURE = {BASE + ".cost..", BASE + ".metering..",
        BASE + ".marketplace..", BASE + ".lifecycle..", BASE + ".reconciliation.."};

    /** Where money and units pass through. */
    private static final String[] EXACT = {BASE + ".cost..", BASE + ".metering..",
        BASE + ".marketplace..", BASE + ".ledger..", BASE + ".orb..", BASE + ".mapping..",
        BASE + ".hour..", BASE + ".lifecycle..", BASE + ".reconciliation.."};

    /** Who may speak to the database. */
    private static final String[] STORES = {BASE + ".database..", BASE + ".ledger..",
        BASE + ".mapping..", BASE + ".time..", BASE + ".api..", BASE + ".rotation..",
        BASE + ".webhook..", BASE + ".inbox..", BASE + ".contract..",
        BASE + ".cancellation..", BASE + ".landing..", BASE + ".alarm..", BASE + ".console.store.."};

    private static final ArchRule PURE_PACKAGES_ARE_PURE = classes()
            .that().resideInAnyPackage(PURE)
            .should().onlyDependOnClassesThat(
                    resideInAnyPackage(PURE).or(resideInAPackage("java..")))
            .as("cost, metering, marketplace, lifecycle and reconciliation know nothing but Java and each other")
            .allowEmptyShould(true);

    private static final ArchRule TIME_COMES_FROM_THE_CLOCK = noClasses()
            .that().resideOutsideOfPackage(BASE + ".time..")
            .should().accessTargetWhere(asksTheSystemClock())
            .as("outside io.meterbridge.time the time comes from the injected InstantSource");

    private static final ArchRule STORES_ALONE_KNOW_THE_DATABASE = noClasses()
            .that().resideOutsideOfPackages(STORES)
            .should().dependOnClassesThat().resideInAnyPackage("java.sql..", "javax.sql..",
                    "org.springframework.jdbc..", "org.postgresql..", "com.zaxxer.hikari..")
            .as("only stores import JDBC");

    private static final ArchRule NOTHING_IS_COUNTED_IN_BINARY = noClasses()
            .should().accessTargetWhere(countsInBinary())
            .as("money and units are never turned into binary fractions");

    @Test
    void purePackagesKnowNothingButJavaAndEachOther() {
        PURE_PACKAGES_ARE_PURE.check(PRODUCT);
    }

    @Test
    @Proves("R-51")
    void timeComesFromTheClock() {
        TIME_COMES_FROM_THE_CLOCK.check(PRODUCT);
        noticed(TIME_COMES_FROM_THE_CLOCK, Breaches.AsksTheSystemClock.class);
    }

    @Test
    void storesAloneKnowTheDatabase() {
        STORES_ALONE_KNOW_THE_DATABASE.check(PRODUCT);
        noticed(STORES_ALONE_KNOW_THE_DATABASE, Breaches.OpensConnections.class);
    }

    @Test
    @Proves("R-02")
    void moneyAndUnitsAreExact() {
        NOTHING_IS_COUNTED_IN_BINARY.check(PRODUCT.that(resideInAnyPackage(EXACT)));
        noticed(NOTHING_IS_COUNTED_IN_BINARY, Breaches.CountsInBinary.class);
    }

    private static void noticed(ArchRule rule, Class<?> breach) {
        var alone = BREACHES.that(describe("the breach", each -> each.isEquivalentTo(breach)));
        assertThatThrownBy(() -> rule.check(alone)).isInstanceOf(AssertionError.class)
                .hasMessageContaining(breach.getSimpleName());
    }

    private static DescribedPredicate<JavaAccess<?>> asksTheSystemClock() {
        var clocks = Set.of("java.time.Clock", "java.time.InstantSource");
        var times = Set.of("java.time.Instant", "java.time.LocalDate", "java.time.LocalDateTime",
                "java.time.ZonedDateTime", "java.time.OffsetDateTime", "java.time.YearMonth",
                "java.time.LocalTime", "java.time.Year");
        return describe("asks the system clock", access -> {
            var owner = access.getTargetOwner().getName();
            var name = access.getTarget().getName();
            return owner.equals("java.lang.System") && name.equals("currentTimeMillis")
                    || owner.equals("java.util.Date") && name.equals("<init>")
                    || clocks.contains(owner)
                            && (name.startsWith("system") || name.startsWith("tick"))
                    || times.contains(owner) && name.equals("now") && !takesAClock(access);
        });
    }

    private static boolean takesAClock(JavaAccess<?> access) {
        return access.getTarget().getFullName().contains("java.time.Clock");
    }

    private static DescribedPredicate<JavaAccess<?>> countsInBinary() {
        var binary = List.of("double", "float", "java.lang.Double", "java.lang.Float");
        return describe("counts in binary fractions", access -> {
            var target = access.getTarget().getFullName();
            var owner = access.getTargetOwner();
            return binary.stream().anyMatch(type -> target.contains("(" + type)
                    || target.contains(", " + type))
                    || Set.of("doubleValue", "floatValue").contains(access.getTarget().getName())
                    || binary.contains(owner.getName());
        });
    }
}
