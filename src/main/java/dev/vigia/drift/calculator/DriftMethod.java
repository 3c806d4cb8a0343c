package dev.vigia.drift.calculator;

import java.util.Arrays;
import java.util.Optional;

/// A statistical test of two samples, by Evidently's id and name, with Evidently's limit.
public enum DriftMethod {
    KS("ks", "K-S p_value", 0.05, Limit.AT_MOST, true, false),
    CHI_SQUARE("chisquare", "chi-square p_value", 0.05, Limit.BELOW, false, true),
    Z("z", "Z-test p_value", 0.05, Limit.BELOW, false, true),
    WASSERSTEIN("wasserstein", "Wasserstein distance (normed)", 0.1, Limit.AT_LEAST, true, false),
    JENSEN_SHANNON("jensenshannon", "Jensen-Shannon distance", 0.1, Limit.AT_LEAST, true, true),
    PSI("psi", "PSI", 0.1, Limit.AT_LEAST, true, true),
    KULLBACK_LEIBLER("kl_div", "Kullback-Leibler divergence", 0.1, Limit.AT_LEAST, true, true);

    private enum Limit {
        BELOW,
        AT_MOST,
        AT_LEAST
    }

    private final String id;
    private final String shownName;
    private final double threshold;
    private final Limit limit;
    private final boolean forNumbers;
    private final boolean forCategories;

    DriftMethod(String id, String shownName, double threshold, Limit limit, boolean forNumbers, boolean forCategories) {
        this.id = id;
        this.shownName = shownName;
        this.threshold = threshold;
        this.limit = limit;
        this.forNumbers = forNumbers;
        this.forCategories = forCategories;
    }

    public static Optional<DriftMethod> ofId(String id) {
        return Arrays.stream(values()).filter(method -> method.id.equals(id)).findFirst();
    }

    public String id() {
        return id;
    }

    public String shownName() {
        return shownName;
    }

    public double threshold() {
        return threshold;
    }

    /// Whether it can be asked for on a column of this type. The default choice gives the chi-square and the Z test to
    /// numbers of few values all the same.
    public boolean suits(ColumnType type) {
        return type == ColumnType.NUMERIC ? forNumbers : type == ColumnType.CATEGORICAL && forCategories;
    }

    /// A score that is not a number never counts as drift.
    public boolean drifted(double score) {
        return switch (limit) {
            case BELOW -> score < threshold;
            case AT_MOST -> score <= threshold;
            case AT_LEAST -> score >= threshold;
        };
    }

    /// What Evidently takes when nobody asks for a method.
    ///
    /// @param referenceRows rows of the reference that are left; those of the current side do not matter
    /// @param unique different values on both sides together
    static DriftMethod byDefault(ColumnType type, long referenceRows, long unique) {
        boolean numeric = type == ColumnType.NUMERIC;
        if (referenceRows > 1000) {
            return numeric && unique > 5 ? WASSERSTEIN : JENSEN_SHANNON;
        }
        if (numeric && unique > 5) {
            return KS;
        }
        return unique > 2 ? CHI_SQUARE : Z;
    }
}
