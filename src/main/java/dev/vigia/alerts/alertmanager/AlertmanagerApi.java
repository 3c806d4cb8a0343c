package dev.vigia.alerts.alertmanager;

import dev.vigia.alerts.AlertSource;
import dev.vigia.alerts.Silence;
import dev.vigia.alerts.alertmanager.AlertmanagerSettings.Cluster;
import dev.vigia.projects.SourceFailure;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Alertmanager's API, version 2, of every release since 0.25.
@Component
class AlertmanagerApi implements AlertSource {

    private final AlertmanagerSettings settings;
    private final AlertmanagerHttp http;

    AlertmanagerApi(AlertmanagerSettings settings, AlertmanagerHttp http) {
        this.settings = settings;
        this.http = http;
    }

    @Override
    public List<String> clusters() {
        return settings.clusters().stream()
                .map(Cluster::name)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    @Override
    public List<KnownAlert> alerts(String cluster) throws SourceFailure {
        var place = place(cluster);
        return http.list(place, uri(place, "alerts"), ApiPayload.Alert.class).stream()
                .map(ApiPayload.Alert::known)
                .toList();
    }

    @Override
    public List<Silence> silences(String cluster) throws SourceFailure {
        var place = place(cluster);
        return http.list(place, uri(place, "silences"), ApiPayload.Silenced.class).stream()
                .map(silence -> silence.silence(cluster))
                .toList();
    }

    @Override
    public String save(Silence silence) throws SourceFailure {
        var place = place(silence.cluster());
        var answer = http.post(place, uri(place, "silences"), ApiPayload.wish(silence));
        if (answer.get("silenceID") instanceof String id) {
            return id;
        }
        throw new SourceFailure("alertmanager-answer", "The Alertmanager made no silence and did not say why.", null);
    }

    @Override
    public void expire(String cluster, String id) throws SourceFailure {
        var place = place(cluster);
        http.delete(place, uri(place, "silence/" + URLEncoder.encode(id, StandardCharsets.UTF_8)));
    }

    private Cluster place(String cluster) throws SourceFailure {
        return settings.clusters().stream()
                .filter(known -> cluster.equals(known.name()))
                .findFirst()
                .orElseThrow(() -> new SourceFailure(
                        "alertmanager-unknown", "There is no Alertmanager " + cluster + " in the settings.", null));
    }

    private static URI uri(Cluster place, String path) {
        var url = Objects.requireNonNull(place.url());
        return URI.create((url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + "/api/v2/" + path);
    }
}
