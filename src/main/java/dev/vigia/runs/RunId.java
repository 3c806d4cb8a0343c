package dev.vigia.runs;

/// MLflow's id of a run, 32 hex digits as a rule.
public record RunId(String value) {

    public String abbreviated() {
        return value.length() <= 7 ? value : value.substring(0, 7);
    }

    @Override
    public String toString() {
        return value;
    }
}
