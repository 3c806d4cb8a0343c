package dev.vigia;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;

class ReadmeTest {

    private static final Pattern ROW = Pattern.compile("^\\| `(vigia\\.[^`]+)` \\|", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)]+)\\)");

    @Test
    void namesEverySettingThereIsAndNoOther() throws Exception {
        var documented = new TreeSet<String>();
        var rows = ROW.matcher(Files.readString(Path.of("README.md")));
        while (rows.find()) {
            documented.add(rows.group(1));
        }
        assertThat(documented).isEqualTo(settings());
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        for (String page : List.of("README.md", "CONTRIBUTING.md")) {
            var links = LINK.matcher(Files.readString(Path.of(page)));
            while (links.find()) {
                assertThat(Path.of(links.group(1))).as("link in %s", page).exists();
            }
        }
    }

    private static SortedSet<String> settings() throws ClassNotFoundException {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        var names = new TreeSet<String>();
        for (var candidate : scan.findCandidateComponents("dev.vigia")) {
            if (candidate.getBeanClassName().contains("Test$")) {
                continue; // Settings that a test made up.
            }
            var type = Class.forName(candidate.getBeanClassName());
            var prefix = AnnotationUtils.getAnnotationAttributes(type.getAnnotation(ConfigurationProperties.class))
                    .get("prefix");
            collect(prefix.toString(), type, names);
        }
        return names;
    }

    private static void collect(String prefix, Class<?> record, SortedSet<String> names) {
        for (RecordComponent component : record.getRecordComponents()) {
            var name = prefix + "." + dashed(component.getName());
            if (List.class.isAssignableFrom(component.getType()) && isOurs(argument(component, 0))) {
                collect(name + "[]", (Class<?>) argument(component, 0), names);
            } else if (Map.class.isAssignableFrom(component.getType()) && isOurs(argument(component, 1))) {
                collect(name + ".<name>", (Class<?>) argument(component, 1), names);
            } else if (isOurs(component.getType())) {
                collect(name, component.getType(), names);
            } else {
                names.add(name);
            }
        }
    }

    private static Type argument(RecordComponent component, int index) {
        return ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[index];
    }

    private static boolean isOurs(Type type) {
        return type instanceof Class<?> found
                && found.isRecord()
                && found.getName().startsWith("dev.vigia.")
                && isGroup(found);
    }

    /// A group of settings is declared inside the settings it belongs to; other records are values.
    private static boolean isGroup(Class<?> type) {
        return type.getEnclosingClass() != null;
    }

    private static String dashed(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
