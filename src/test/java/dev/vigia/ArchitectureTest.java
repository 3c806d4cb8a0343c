package dev.vigia;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@AnalyzeClasses(packages = "dev.vigia", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule screensStayInUi = noClasses()
            .that()
            .resideOutsideOfPackages("..ui..", "dev.vigia.platform.security", "dev.vigia")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.vaadin..")
            .because("a feature must work without its screens; only the shell of the application and the sign-in page"
                    + " are wired to Vaadin elsewhere");

    @ArchTest
    static final ArchRule settingsAreTyped = noFields()
            .should()
            .beAnnotatedWith(Value.class)
            .because(
                    "a settings record is checked at start, documented in one place and told apart from its misspellings");

    @ArchTest
    static final ArchRule settingsArePrivate = classes()
            .that()
            .areAnnotatedWith(ConfigurationProperties.class)
            .should()
            .bePackagePrivate()
            .because("a settings record belongs to its only user");

    @ArchTest
    static final ArchRule partsComeByConstructor = noFields()
            .should()
            .beAnnotatedWith(Autowired.class)
            .because("what a class needs is seen in its constructor, and a test can give it");

    @ArchTest
    static final ArchRule timeIsInjected = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("a hidden clock cannot be set by a test; inject " + Clock.class.getSimpleName());

    @ArchTest
    static final ArchRule entitiesAreInner = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .notBePublic()
            .allowEmptyShould(true)
            .because("a stored form that others see can never change");

    @ArchTest
    static final ArchRule everyEndpointNamesItsPermission = methods()
            .that()
            .areAnnotatedWith(GetMapping.class)
            .or()
            .areAnnotatedWith(PostMapping.class)
            .or()
            .areAnnotatedWith(PutMapping.class)
            .or()
            .areAnnotatedWith(PatchMapping.class)
            .or()
            .areAnnotatedWith(DeleteMapping.class)
            .or()
            .areAnnotatedWith(RequestMapping.class)
            .should()
            .beAnnotatedWith(PreAuthorize.class)
            .because("an endpoint that forgets its permission is open to every token");

    @ArchTest
    static final ArchRule namesSayWhatAClassDoes = noClasses()
            .should()
            .haveNameMatching(".*(ServiceImpl|Manager|Utils|Util|Dto|DTO|Helper)")
            .because("these names say nothing: name the capability instead");

    @ArchTest
    static final ArchRule nullsAreDeclared = classes()
            .that()
            .haveSimpleName("package-info")
            .should()
            .beAnnotatedWith(NullMarked.class)
            .because("the compiler only finds a null that was not thought of in a package that declares its nulls");

    @ArchTest
    static final ArchRule constantsOnly =
            fields().that().areStatic().and().arePublic().should().beFinal().because("a public variable has no owner");
}
