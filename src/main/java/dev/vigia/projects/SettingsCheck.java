package dev.vigia.projects;

import jakarta.validation.Validation;
import jakarta.validation.constraints.AssertTrue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.stereotype.Component;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/// Runs before anything else is made: puts all settings under their canonical names on top of the environment, and
/// stops the start with every mistake in them at once.
@Component
class SettingsCheck implements BeanFactoryPostProcessor, PriorityOrdered {

    static final String SOURCE = "vigiaSettings";

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        // Asked for here: this early, no bean can have anything injected.
        var environment =
                beans.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME, ConfigurableEnvironment.class);
        var records = settingsRecords(beans);
        var schema = new SettingsSchema();
        records.forEach(type -> schema.add(prefix(type), type));
        environment.getPropertySources().remove(SOURCE);
        records.forEach(type -> setAside(environment, prefix(type)));
        var given = GivenSettings.of(environment, schema);
        environment.getPropertySources().addFirst(new MapPropertySource(SOURCE, given.values()));

        var mistakes = new ArrayList<>(given.unknown());
        var binder = Binder.get(environment);
        records.forEach(type -> bind(binder, type, mistakes));
        var settings = binder.bindOrCreate("vigia", Bindable.of(VigiaSettings.class));
        mistakes.addAll(new ProjectReader(settings).mistakes());
        var projects = settings.projects().stream()
                .map(VigiaSettings.ProjectSettings::key)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        SpringFactoriesLoader.forDefaultResourceLocation(beans.getBeanClassLoader())
                .load(SettingsRule.class)
                .forEach(rule -> mistakes.addAll(rule.mistakes(binder, projects)));
        if (!mistakes.isEmpty()) {
            throw new InvalidSettingsException(mistakes);
        }
    }

    /// A variable such as `VIGIA_DVC`, by which the launcher names a program, would be read as a text where a group
    /// of settings is expected.
    private static void setAside(ConfigurableEnvironment environment, String group) {
        var variable = group.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        var sources = environment.getPropertySources();
        for (var source : List.copyOf(sources.stream().toList())) {
            if (source instanceof SystemEnvironmentPropertySource variables && variables.containsProperty(variable)) {
                var others = new LinkedHashMap<>(variables.getSource());
                others.remove(variable);
                sources.replace(source.getName(), new SystemEnvironmentPropertySource(source.getName(), others));
            }
        }
    }

    private static List<Class<?>> settingsRecords(ConfigurableListableBeanFactory beans) {
        var records = new LinkedHashMap<String, Class<?>>();
        records.put(VigiaSettings.class.getName(), VigiaSettings.class);
        for (var name : beans.getBeanDefinitionNames()) {
            var type = beans.getType(name, false);
            if (type != null && type.isRecord() && prefix(type).matches("vigia(\\..*)?")) {
                records.put(type.getName(), type);
            }
        }
        return List.copyOf(records.values());
    }

    private static String prefix(Class<?> type) {
        var annotation = AnnotatedElementUtils.findMergedAnnotation(type, ConfigurationProperties.class);
        return annotation == null ? "" : annotation.prefix();
    }

    private static void bind(Binder binder, Class<?> type, List<SettingMistake> mistakes) {
        var before = mistakes.size();
        binder.bind(prefix(type), Bindable.of(type), new Collecting(mistakes));
        if (mistakes.size() > before) {
            return;
        }
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            binder.bind(
                    prefix(type),
                    Bindable.of(type),
                    new ValidationBindHandler(new SpringValidatorAdapter(factory.getValidator())));
        } catch (RuntimeException e) {
            if (!(e.getCause() instanceof BindValidationException invalid)) {
                throw e;
            }
            // The group that is wrong may be one of a list.
            var group = invalid.getValidationErrors().getName().toString();
            invalid.getValidationErrors().forEach(error -> mistakes.add(mistake(group, error)));
        }
    }

    /// A condition on several settings together is a method of their group: the group is named, and it has no value.
    private static SettingMistake mistake(String prefix, ObjectError error) {
        var field = error instanceof FieldError one ? one.getField() : "";
        var isCondition = AssertTrue.class.getSimpleName().equals(error.getCode());
        var shown = isCondition ? field.substring(0, Math.max(0, field.lastIndexOf('.'))) : field;
        return new SettingMistake(
                prefix + (shown.isEmpty() ? "" : "." + dashed(shown)),
                isCondition || !(error instanceof FieldError one) ? null : String.valueOf(one.getRejectedValue()),
                String.valueOf(error.getDefaultMessage()));
    }

    private static String dashed(String field) {
        return field.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /// Notes a value that cannot be read and goes on without it.
    private static final class Collecting extends AbstractBindHandler {

        private static final Map<String, String> FORMS = Map.of(
                "Duration", "a duration such as 30s, 5m or 1h",
                "boolean", "true or false",
                "int", "a whole number",
                "long", "a whole number",
                "double", "a number",
                "DataSize", "a size such as 10MB");

        private final List<SettingMistake> mistakes;

        Collecting(List<SettingMistake> mistakes) {
            this.mistakes = mistakes;
        }

        @Override
        public @Nullable Object onFailure(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
            var property = name.toString();
            if (mistakes.stream().noneMatch(mistake -> mistake.property().startsWith(property))) {
                var type = target.getType().resolve(Object.class);
                var found = context.getConfigurationProperty();
                var value = found == null || !found.getName().equals(name) ? null : String.valueOf(found.getValue());
                var expected = FORMS.get(type.getSimpleName());
                mistakes.add(new SettingMistake(
                        property, value, "expected: " + (expected == null ? words(target, error) : expected)));
            }
            return null;
        }

        private static String words(Bindable<?> target, Exception error) {
            var one = target.getType()
                    .asCollection()
                    .getGeneric(0)
                    .resolve(target.getType().resolve(Object.class));
            var constants = one.getEnumConstants();
            return constants == null
                    ? reason(error)
                    : Arrays.stream(constants)
                            .map(constant ->
                                    constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .collect(Collectors.joining(", "));
        }

        private static String reason(Throwable error) {
            var deepest = error;
            while (deepest.getCause() != null) {
                deepest = deepest.getCause();
            }
            return String.valueOf(deepest.getMessage());
        }
    }
}
