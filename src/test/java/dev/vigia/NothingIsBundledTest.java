package dev.vigia;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/// Vaadin's shipped bundle serves the screens. A bundle of our own would need Node and the network in every build.
class NothingIsBundledTest {

    @Test
    void aBundleBuildFindsNoNodeAndSoFailsTheBuild() throws Exception {
        var pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse("pom.xml");
        var folders = pom.getElementsByTagName("nodeFolder");
        assertThat(folders.getLength()).isEqualTo(1);
        var folder = folders.item(0).getTextContent();
        assertThat(folder).startsWith("${project.build.directory}/");
        assertThat(Path.of("target", folder.substring(folder.indexOf('/') + 1))).doesNotExist();
    }

    @Test
    void noneWasBegun() {
        assertThat(Path.of("node_modules")).doesNotExist();
        assertThat(Path.of("package.json")).doesNotExist();
        assertThat(Path.of("vite.generated.ts")).doesNotExist();
    }

    @Test
    void noClassAsksForOne() {
        var classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.vigia");
        assertThat(classes).filteredOn(NothingIsBundledTest::needsBundle).isEmpty();
    }

    private static boolean needsBundle(JavaClass type) {
        return type.isAnnotatedWith(NpmPackage.class)
                || type.isAnnotatedWith(CssImport.class)
                || type.tryGetAnnotationOfType(JsModule.class)
                        // Served as it is from frontend/.
                        .map(module -> !module.value().startsWith("context://"))
                        .orElse(false);
    }
}
