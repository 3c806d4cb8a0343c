package dev.vigia.projects;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a project's service is watched.
///
/// @param service what its series are selected by
/// @param rules one for each signal that is asked for, in the order of [Signal]
public record Signals(Prometheus prometheus, String service, List<Rule> rules) {

    /// @param url up to and without `/api/v1`
    /// @param browserUrl where a person's browser finds its screens; null for no links
    public record Prometheus(
            String url,
            @Nullable String username,
            @Nullable Secret password,
            @Nullable Secret token,
            @Nullable String browserUrl) {}

    /// @param query PromQL that answers with one number
    /// @param target up to here all is well; null for none
    /// @param alert beyond this somebody has to act; null for none
    /// @param runbook the name of the document that says what to do; null for none
    public record Rule(
            Signal signal,
            String query,
            @Nullable Double target,
            @Nullable Double alert,
            @Nullable String runbook) {}
}
