package dev.vigia.integrity;

import java.util.List;

/// The sentences about runs whose claim does not fit.
final class OrphanReasons {

    static final String WITHOUT_TAG = "version-without-tag";
    static final String TWICE = "version-claimed-twice";
    static final String OF_SEVERAL = "version-of-several";

    private OrphanReasons() {}

    static String of(String code, String version, List<String> others) {
        return switch (code) {
            case TWICE ->
                "Claims " + version + ", and so " + (others.size() == 1 ? "does " : "do ")
                        + Reasons.names(others.stream().map(Reasons::shortId).toList()) + ".";
            case OF_SEVERAL ->
                "Claims " + version + ", which several models have: " + Reasons.names(others) + ". Say which one.";
            default ->
                others.isEmpty()
                        ? "Claims " + version + ", and no tag has that version."
                        : "Claims " + version + ", whose tag was deleted.";
        };
    }
}
