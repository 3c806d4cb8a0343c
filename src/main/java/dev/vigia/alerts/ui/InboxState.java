package dev.vigia.alerts.ui;

import com.vaadin.flow.router.QueryParameters;
import dev.vigia.alerts.AlertQuery;
import dev.vigia.alerts.AlertState;
import dev.vigia.alerts.EpisodeId;
import dev.vigia.alerts.LabelMatchers;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the inbox shows, all of it in the address.
///
/// @param states empty for what needs somebody or is being taken care of
/// @param filter conditions on labels if it has an operator, else words to look for
/// @param groupBy a label; null for one list
record InboxState(
        Set<AlertState> states,
        String filter,
        @Nullable String groupBy,
        @Nullable EpisodeId selected) {

    static final InboxState START = new InboxState(Set.of(), "", null, null);

    private static final int LONGEST_FILTER = 4_000;
    private static final int LONGEST_LABEL = 200;

    /// Whatever does not name something known is ignored: an old link still opens the screen.
    static InboxState parse(QueryParameters parameters) {
        var states = EnumSet.noneOf(AlertState.class);
        Arrays.stream(AlertState.values())
                .filter(state -> parameters.getParameters("state").contains(inAddress(state)))
                .forEach(states::add);
        return new InboxState(
                Set.copyOf(states),
                parameters
                        .getSingleParameter("q")
                        .map(text -> cut(text, LONGEST_FILTER))
                        .orElse(""),
                parameters
                        .getSingleParameter("group")
                        .filter(label -> !label.isBlank())
                        .map(label -> cut(label, LONGEST_LABEL))
                        .orElse(null),
                parameters.getSingleParameter("alert").flatMap(InboxState::id).orElse(null));
    }

    QueryParameters toParameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (!states.isEmpty()) {
            parameters.put(
                    "state", states.stream().sorted().map(InboxState::inAddress).toList());
        }
        if (!filter.isBlank()) {
            parameters.put("q", List.of(filter));
        }
        if (groupBy != null) {
            parameters.put("group", List.of(groupBy));
        }
        if (selected != null) {
            parameters.put("alert", List.of(selected.toString()));
        }
        return new QueryParameters(parameters);
    }

    /// @throws IllegalArgumentException if the filter has operators and cannot be read; the message is for a person
    AlertQuery toQuery() {
        var shown = states.isEmpty() ? AlertQuery.PROBLEMS.states() : states;
        var conditions = hasConditions();
        return new AlertQuery(
                shown,
                conditions ? LabelMatchers.parse(filter) : LabelMatchers.ALL,
                conditions || filter.isBlank() ? null : filter.strip(),
                null,
                groupBy);
    }

    private boolean hasConditions() {
        return filter.indexOf('=') >= 0 || filter.contains("!~");
    }

    boolean sameRows(InboxState other) {
        return withSelected(null).equals(other.withSelected(null));
    }

    boolean isFiltered() {
        return !filter.isBlank() || !states.isEmpty();
    }

    InboxState withState(@Nullable AlertState only) {
        return new InboxState(only == null ? Set.of() : Set.of(only), filter, groupBy, selected);
    }

    InboxState withFilter(String text) {
        return new InboxState(states, text, groupBy, selected);
    }

    /// The filter with one condition more; words that were there make room for it.
    InboxState withLabel(String label, String value) {
        var before = hasConditions() ? filter.strip() + ", " : "";
        return withFilter(before
                + LabelMatchers.Matcher.of(label, LabelMatchers.Operator.EQUAL, value)
                        .text());
    }

    InboxState withGroupBy(@Nullable String label) {
        return new InboxState(states, filter, label, selected);
    }

    InboxState withSelected(@Nullable EpisodeId id) {
        return new InboxState(states, filter, groupBy, id);
    }

    private static Optional<EpisodeId> id(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(new EpisodeId(Long.parseLong(text))) : Optional.empty();
    }

    private static String inAddress(AlertState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }
}
