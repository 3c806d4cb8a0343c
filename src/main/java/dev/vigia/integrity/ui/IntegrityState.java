package dev.vigia.integrity.ui;

import com.vaadin.flow.router.QueryParameters;
import dev.vigia.integrity.CheckKind;
import dev.vigia.integrity.IntegrityQuery;
import dev.vigia.integrity.IntegrityQuery.Sort;
import dev.vigia.integrity.Outcome;
import dev.vigia.projects.ProjectKey;
import dev.vigia.versions.TagName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the Integrity screen shows, all of it in the address: filters, sort and the selected row.
///
/// @param project null for all projects
/// @param problemsOnly leaves out the versions in order
record IntegrityState(
        @Nullable ProjectKey project,
        boolean problemsOnly,
        Set<Outcome> verdicts,
        Set<CheckKind> failing,
        String text,
        Sort sort,
        @Nullable RowKey selected) {

    static final IntegrityState START = new IntegrityState(null, false, Set.of(), Set.of(), "", Sort.PROBLEMS, null);

    private static final int LONGEST_TEXT = 200;
    private static final Set<Outcome> PROBLEMS = EnumSet.of(Outcome.FAIL, Outcome.UNKNOWN, Outcome.WARN);

    /// Whatever does not name something known is ignored: an old link still opens the screen.
    static IntegrityState parse(QueryParameters parameters) {
        var project = parameters.getSingleParameter("project").flatMap(IntegrityState::key);
        var selected = parameters
                .getSingleParameter("of")
                .flatMap(IntegrityState::key)
                .or(() -> project)
                .flatMap(of -> parameters.getSingleParameter("version").map(tag -> new RowKey(of, new TagName(tag))));
        var text = parameters.getSingleParameter("q").orElse("");
        return new IntegrityState(
                project.orElse(null),
                parameters.getSingleParameter("show").filter("problems"::equals).isPresent(),
                known(Outcome.class, parameters.getParameters("verdict")),
                known(CheckKind.class, parameters.getParameters("check")),
                text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text,
                known(Sort.class, parameters.getParameters("sort")).stream()
                        .findFirst()
                        .orElse(Sort.PROBLEMS),
                selected.orElse(null));
    }

    QueryParameters toParameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (project != null) {
            parameters.put("project", List.of(project.value()));
        }
        if (problemsOnly) {
            parameters.put("show", List.of("problems"));
        }
        put(parameters, "verdict", verdicts);
        put(parameters, "check", failing);
        if (!text.isBlank()) {
            parameters.put("q", List.of(text));
        }
        if (sort != Sort.PROBLEMS) {
            put(parameters, "sort", Set.of(sort));
        }
        if (selected != null) {
            parameters.put("version", List.of(selected.tag().value()));
            if (!selected.project().equals(project)) {
                parameters.put("of", List.of(selected.project().value()));
            }
        }
        return new QueryParameters(parameters);
    }

    /// @param all the configured projects; used if none is chosen
    IntegrityQuery toQuery(Collection<ProjectKey> all) {
        var shown = verdicts;
        if (problemsOnly) {
            shown = EnumSet.copyOf(PROBLEMS);
            if (!Collections.disjoint(verdicts, PROBLEMS)) {
                shown.retainAll(verdicts);
            }
        }
        return new IntegrityQuery(
                project == null ? new TreeSet<>(all) : Set.of(project),
                shown,
                failing,
                text.isBlank() ? null : text.strip(),
                sort);
    }

    boolean isFiltered() {
        return !verdicts.isEmpty() || !failing.isEmpty() || !text.isBlank();
    }

    /// Whether the same rows are shown in the same order; the selection may differ.
    boolean sameRows(IntegrityState other) {
        return withSelected(null).equals(other.withSelected(null));
    }

    IntegrityState withProject(@Nullable ProjectKey key) {
        return new IntegrityState(key, problemsOnly, verdicts, failing, text, sort, null);
    }

    IntegrityState withProblemsOnly(boolean only) {
        return new IntegrityState(project, only, verdicts, failing, text, sort, selected);
    }

    IntegrityState withVerdicts(Set<Outcome> only) {
        return new IntegrityState(project, problemsOnly, Set.copyOf(only), failing, text, sort, selected);
    }

    IntegrityState withFailing(Set<CheckKind> only) {
        return new IntegrityState(project, problemsOnly, verdicts, Set.copyOf(only), text, sort, selected);
    }

    IntegrityState withText(String words) {
        return new IntegrityState(project, problemsOnly, verdicts, failing, words, sort, selected);
    }

    IntegrityState withSort(Sort order) {
        return new IntegrityState(project, problemsOnly, verdicts, failing, text, order, selected);
    }

    IntegrityState withSelected(@Nullable RowKey row) {
        return new IntegrityState(project, problemsOnly, verdicts, failing, text, sort, row);
    }

    IntegrityState withoutFilters() {
        return new IntegrityState(project, false, Set.of(), Set.of(), "", sort, selected);
    }

    private static Optional<ProjectKey> key(String text) {
        try {
            return Optional.of(new ProjectKey(text));
        } catch (IllegalArgumentException notAKey) {
            return Optional.empty();
        }
    }

    private static <E extends Enum<E>> Set<E> known(Class<E> type, List<String> names) {
        var found = EnumSet.noneOf(type);
        for (E constant : type.getEnumConstants()) {
            if (names.contains(inAddress(constant))) {
                found.add(constant);
            }
        }
        return Set.copyOf(found);
    }

    private static void put(
            Map<String, List<String>> parameters, String name, Collection<? extends Enum<?>> constants) {
        if (!constants.isEmpty()) {
            var names = new ArrayList<String>();
            constants.stream().map(IntegrityState::inAddress).sorted().forEach(names::add);
            parameters.put(name, names);
        }
    }

    private static String inAddress(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
