package dev.vigia.projects;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One model repository under watch, as configured and found valid.
///
/// @param driftArtifact where a report of drift may lie among the artifacts of a run; null if nowhere
/// @param signals how the service that answers with its model is watched; null if it is not
public record Project(
        ProjectKey key,
        String name,
        @Nullable Git git,
        @Nullable Mlflow mlflow,
        Dvc dvc,
        Names names,
        Kpis kpis,
        @Nullable String driftArtifact,
        @Nullable Signals signals) {

    /// A project with nothing but its sources: names match by themselves, and the KPIs are the usual ones.
    public Project(ProjectKey key, String name, @Nullable Git git, @Nullable Mlflow mlflow, Dvc dvc) {
        this(key, name, git, mlflow, dvc, Names.NONE, Kpis.USUAL, null, null);
    }

    /// What its runs are held to.
    public record Kpis(List<Kpi> all, BaselineRule rule) {
        public static final Kpis USUAL = new Kpis(KpiReader.USUAL, BaselineRule.LAST_WHOLE);

        public Optional<Kpi> find(String name) {
            return all.stream().filter(kpi -> kpi.name().equals(name)).findFirst();
        }
    }

    /// What later versions are compared with where nobody chose a baseline by hand.
    public enum BaselineRule {
        /// The last version before that is whole and within its limits.
        LAST_WHOLE,
        /// The last version before that is no pre-release.
        LAST_STABLE,
        NONE
    }

    /// @param versionTags a tag whose whole name matches is a version tag
    public record Git(
            String url,
            Pattern versionTags,
            @Nullable String username,
            @Nullable Secret password,
            @Nullable Path sshKey) {}

    /// @param trackingUri `http(s)://…`, or `file:…` for an `mlruns` folder
    /// @param experiments names; empty for all
    /// @param versionTag the MLflow tag by which a run claims a version
    public record Mlflow(
            String trackingUri,
            @Nullable String username,
            @Nullable Secret password,
            @Nullable Secret token,
            List<String> experiments,
            String versionTag) {}

    /// @param remotes by DVC remote name, lower case and with dashes for underscores, since a variable's name can
    ///     tell neither apart; each given value overrides the tag's own configuration
    /// @param relativeTo the folder that stands for the project's root when a remote's url is relative
    public record Dvc(Map<String, Remote> remotes, @Nullable Path relativeTo) {

        public Optional<Remote> remote(String name) {
            return Optional.ofNullable(remotes.get(normal(name)));
        }

        static String normal(String name) {
            return name.toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// Which name in the files at a tag is which name in a run, where they do not match by themselves.
    ///
    /// @param metrics key in a metrics file, or `file:key`, to the metric's key in MLflow
    /// @param params the same for parameters
    public record Names(Map<String, String> metrics, Map<String, String> params) {
        public static final Names NONE = new Names(Map.of(), Map.of());
    }

    public record Remote(
            @Nullable String url,
            @Nullable String accessKey,
            @Nullable Secret secretKey,
            @Nullable String endpoint,
            @Nullable String username,
            @Nullable Secret password) {}
}
