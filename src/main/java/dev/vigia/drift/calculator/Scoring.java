package dev.vigia.drift.calculator;

import org.jspecify.annotations.Nullable;

/// The scores of one column by any method.
final class Scoring {

    private final Column reference;
    private final Column current;
    private final Profile profile;
    private final ColumnType type;
    private @Nullable Bins bins;

    Scoring(Column reference, Column current, Profile profile, ColumnType type) {
        this.reference = reference;
        this.current = current;
        this.profile = profile;
        this.type = type;
    }

    double score(DriftMethod method) {
        return switch (method) {
            case KS -> Distances.kolmogorovSmirnov(reference, current, profile);
            case WASSERSTEIN -> Distances.wasserstein(reference, current, profile);
            case CHI_SQUARE -> Frequencies.chiSquare(reference, current, profile);
            case Z -> Frequencies.z(reference, current, profile);
            case PSI -> Divergences.psi(bins(), profile);
            case KULLBACK_LEIBLER -> Divergences.kullbackLeibler(bins(), profile);
            case JENSEN_SHANNON -> Divergences.jensenShannon(bins(), profile);
        };
    }

    private Bins bins() {
        if (bins == null) {
            bins = Bins.of(reference, current, profile, type);
        }
        return bins;
    }
}
