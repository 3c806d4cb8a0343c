package dev.vigia.drift.evidently;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Evidently's tests: each has an id, by which it is asked for, and a name, which a report shows where the test was
/// chosen by default; and each its own rule of what counts as drift.
///
/// @see "evidently/legacy/calculations/stattests"
enum StatTest {
    CHI_SQUARE("chisquare", "chi-square p_value", Rule.BELOW),
    Z("z", "Z-test p_value", Rule.BELOW),
    ANDERSON("anderson", "Anderson-Darling", Rule.BELOW),
    EPPS_SINGLETON("es", "Epps-Singleton", Rule.BELOW),
    FISHER("fisher_exact", "Fisher's Exact test", Rule.BELOW),
    G("g_test", "g_test", Rule.BELOW),
    MANN_WHITNEY("mannw", "Mann-Whitney U-rank test", Rule.BELOW),
    T("t_test", "t_test", Rule.BELOW),
    TOTAL_VARIATION("TVD", "Total-Variation-Distance", Rule.BELOW),
    MAXIMUM_MEAN("empirical_mmd", "empirical_mmd", Rule.BELOW),
    KOLMOGOROV_SMIRNOV("ks", "K-S p_value", Rule.AT_MOST),
    CRAMER_VON_MISES("cramer_von_mises", "Cramer-von Mises", Rule.AT_MOST),
    PSI("psi", "PSI", Rule.AT_LEAST),
    KULLBACK_LEIBLER("kl_div", "Kullback-Leibler divergence", Rule.AT_LEAST),
    JENSEN_SHANNON("jensenshannon", "Jensen-Shannon distance", Rule.AT_LEAST),
    WASSERSTEIN("wasserstein", "Wasserstein distance (normed)", Rule.AT_LEAST),
    HELLINGER("hellinger", "Hellinger distance", Rule.AT_LEAST),
    ENERGY("ed", "Energy-distance", Rule.ABOVE),
    TEXT_ABSOLUTE("abs_text_content_drift", "Absolute text content drift", Rule.ABOVE),
    TEXT_PERCENTILE("perc_text_content_drift", "Percentile text content drift", Rule.UNTOLD);

    /// When a score means drift.
    private enum Rule {
        BELOW,
        AT_MOST,
        AT_LEAST,
        ABOVE,
        /// The score and the threshold alone do not say.
        UNTOLD
    }

    private static final Map<String, StatTest> BY_NAME = Stream.of(values())
            .flatMap(test -> Stream.of(test.id, test.title).distinct().map(name -> Map.entry(name, test)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String id;
    private final String title;
    private final Rule rule;

    StatTest(String id, String title, Rule rule) {
        this.id = id;
        this.title = title;
        this.rule = rule;
    }

    /// @param name an id or a shown name
    static Optional<StatTest> of(@Nullable String name) {
        return Optional.ofNullable(name == null ? null : BY_NAME.get(name));
    }

    /// The id, or the name itself if no test is called that.
    static @Nullable String id(@Nullable String name) {
        return of(name).map(test -> test.id).orElse(name);
    }

    /// @return null where it cannot be told
    static @Nullable Boolean drifted(@Nullable String name, @Nullable Double score, @Nullable Double threshold) {
        var rule = of(name).map(test -> test.rule).orElse(Rule.UNTOLD);
        if (rule == Rule.UNTOLD || score == null || threshold == null || threshold.isNaN()) {
            return null;
        }
        if (score.isNaN()) {
            return false;
        }
        return switch (rule) {
            case BELOW -> score < threshold;
            case AT_MOST -> score <= threshold;
            case AT_LEAST -> score >= threshold;
            case ABOVE -> score > threshold;
            case UNTOLD -> null;
        };
    }
}
