package dev.vigia.projects;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/// Every `vigia.` setting that was given anywhere, under its canonical name. Elements of lists are merged over all
/// places they come from, so that a secret can be in the environment and the rest of its project in a file.
///
/// @see "src/docs/decisions/0001-settings-are-normalised-once.md"
final class GivenSettings {

    private static final String PREFIX = "vigia.";
    private static final String VARIABLE_PREFIX = "VIGIA_";

    private final SettingsSchema schema;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, String> listOwner = new HashMap<>();
    private final List<SettingMistake> unknown = new ArrayList<>();

    private GivenSettings(SettingsSchema schema) {
        this.schema = schema;
    }

    static GivenSettings of(ConfigurableEnvironment environment, SettingsSchema schema) {
        var given = new GivenSettings(schema);
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> enumerable) {
                given.take(enumerable);
            }
        }
        return given;
    }

    Map<String, Object> values() {
        return values;
    }

    List<SettingMistake> unknown() {
        return unknown;
    }

    private void take(EnumerablePropertySource<?> source) {
        var variables = source instanceof SystemEnvironmentPropertySource;
        for (var property : source.getPropertyNames()) {
            if (variables && property.toUpperCase(Locale.ROOT).startsWith(VARIABLE_PREFIX)) {
                takeVariable(source, property);
            } else if (!variables && property.toLowerCase(Locale.ROOT).startsWith(PREFIX)) {
                takeProperty(source, property);
            }
        }
    }

    private void takeVariable(PropertySource<?> source, String variable) {
        var value = source.getProperty(variable);
        // Container files pass variables that nobody set as empty ones.
        if (value == null || value.toString().isBlank()) {
            return;
        }
        var upper = variable.toUpperCase(Locale.ROOT);
        schema.ofVariable(upper).ifPresentOrElse(name -> put(source, name, value), () -> {
            var asProperty = upper.toLowerCase(Locale.ROOT).replace('_', '.');
            // Kubernetes and our own launcher use VIGIA_ names too: only what resembles a setting is a mistake.
            if (schema.isMeantAsSetting(upper) || schema.suggestion(asProperty).isPresent()) {
                unknown.add(mistake(variable, asProperty.replaceAll("\\.(\\d+)(?=\\.|$)", "[$1]")));
            }
        });
    }

    private void takeProperty(PropertySource<?> source, String property) {
        // For our own tests and benchmarks, which pass such names on the command line.
        if (property.startsWith("vigia.test.") || property.startsWith("vigia.bench.")) {
            return;
        }
        var value = source.getProperty(property);
        // An empty list or map in YAML is given as an empty text.
        if (value == null || value.toString().isEmpty()) {
            return;
        }
        schema.canonical(property)
                .ifPresentOrElse(name -> put(source, name, value), () -> unknown.add(mistake(property, property)));
    }

    private SettingMistake mistake(String shown, String property) {
        var hint = schema.suggestion(property)
                .map(name -> "; did you mean " + name + "?")
                .orElse("; look the name up in the README");
        return new SettingMistake(shown, null, "is no setting of Vigía" + hint);
    }

    private void put(PropertySource<?> source, SettingsSchema.Name name, Object value) {
        var list = name.list();
        if (list != null
                && !listOwner.computeIfAbsent(list, l -> source.getName()).equals(source.getName())) {
            return;
        }
        values.putIfAbsent(name.canonical(), value);
    }

    @Nullable
    Object value(String canonical) {
        return values.get(canonical);
    }
}
