package dev.vigia.runbooks;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param rewrites which links of alerts are which documents, where their last part is not the document's name
/// @param componentLabels the labels by which an alert may name its component
/// @param rules Prometheus' rule files that the library is compared with, inside `vigia.file-roots`
/// @param refresh how often the places are looked at for changes
/// @param coverageOver the time over which alerts count as seen
@Validated
@ConfigurationProperties("vigia.runbooks")
record RunbookSettings(
        @DefaultValue List<@Valid Rewrite> rewrites,
        @DefaultValue({"component", "service"}) List<String> componentLabels,
        @DefaultValue List<String> rules,
        @NotNull @DefaultValue("30s") Duration refresh,
        @NotNull @DefaultValue("30d") Duration coverageOver) {

    /// @param url where each `*` stands for anything
    /// @param name of the document; `$1` is what the first `*` stood for
    record Rewrite(@NotBlank String url, @NotBlank String name) {}
}
