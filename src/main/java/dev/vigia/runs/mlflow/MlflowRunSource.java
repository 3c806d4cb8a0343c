package dev.vigia.runs.mlflow;

import dev.vigia.platform.Outbound;
import dev.vigia.platform.OutboundRefused;
import dev.vigia.projects.Project;
import dev.vigia.projects.SourceFailure;
import dev.vigia.runs.Run;
import dev.vigia.runs.RunSource;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// Runs of an MLflow tracking server.
@Component
class MlflowRunSource implements RunSource {

    private final MlflowSettings settings;
    private final Outbound outbound;
    private final Clock clock;
    private final Map<URI, Circuit> circuits = new ConcurrentHashMap<>();

    MlflowRunSource(MlflowSettings settings, Outbound outbound, Clock clock) {
        this.settings = settings;
        this.outbound = outbound;
        this.clock = clock;
    }

    @Override
    public boolean reads(Project.Mlflow source) {
        var uri = source.trackingUri();
        return uri.regionMatches(true, 0, "http:", 0, 5) || uri.regionMatches(true, 0, "https:", 0, 6);
    }

    @Override
    public Reading open(Project.Mlflow source) throws SourceFailure {
        var failures = new MlflowFailures(source.trackingUri());
        try {
            outbound.check(URI.create(source.trackingUri()));
        } catch (OutboundRefused e) {
            throw failures.forbidden(e);
        }
        var circuit = circuits.computeIfAbsent(
                URI.create(source.trackingUri()).resolve("/"), _ -> new Circuit(clock, settings.rest()));
        var http = new GuardedHttp(settings);
        var connection = new MlflowConnection(OfficialClient.create(source, http), failures, circuit, settings);
        return new MlflowReading(connection, new ArtifactFetch(http, source), failures, settings);
    }

    @Override
    public Optional<String> link(Project.Mlflow source, Run run) {
        return Optional.of(source.trackingUri().replaceAll("/+$", "") + "/#/experiments/" + encoded(run.experimentId())
                + "/runs/" + encoded(run.id().value()));
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
