package dev.vigia.runs.mlflow;

import dev.vigia.platform.HttpPeer;
import dev.vigia.projects.Project;
import dev.vigia.runs.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.mlflow_project.apachehttp.client.methods.HttpGet;
import org.mlflow_project.apachehttp.util.EntityUtils;

/// Fetches one artifact's bytes through the tracking server, which reads the artifact store for us. The official
/// client only knows texts below its API, and this address is beside it; limits and time are those of every call.
final class ArtifactFetch {

    private final GuardedHttp http;
    private final Project.Mlflow source;

    ArtifactFetch(GuardedHttp http, Project.Mlflow source) {
        this.http = http;
        this.source = source;
    }

    /// @throws UncheckedIOException if it cannot be had
    byte[] bytes(RunId run, String path) {
        var get = new HttpGet(source.trackingUri().replaceAll("/+$", "") + "/get-artifact?run_uuid="
                + encoded(run.value()) + "&path=" + encoded(path));
        if (source.username() != null && source.password() != null) {
            get.setHeader(
                    "Authorization",
                    HttpPeer.basic(source.username(), source.password().reveal()));
        } else if (source.token() != null) {
            get.setHeader("Authorization", HttpPeer.bearer(source.token().reveal()));
        }
        try (var response = http.execute(get)) {
            var entity = response.getEntity();
            return entity == null ? new byte[0] : EntityUtils.toByteArray(entity);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
