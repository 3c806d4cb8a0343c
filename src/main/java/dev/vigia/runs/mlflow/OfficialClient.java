package dev.vigia.runs.mlflow;

import dev.vigia.projects.Project;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;
import org.mlflow_project.apachehttp.impl.client.CloseableHttpClient;

/// Makes MLflow's own Java client with our HTTP client inside, set before its first use, since it would otherwise
/// make one without any limit, lazily and without synchronisation.
///
/// The client has no way to be given one, so two of its fields are reached by name. Its version is pinned, and a
/// test fails if they are gone.
///
/// @see "src/docs/decisions/0007-mlflow-client.md"
final class OfficialClient {

    private OfficialClient() {}

    static MlflowClient create(Project.Mlflow source, CloseableHttpClient http) {
        var host = source.trackingUri().replaceAll("/+$", "");
        var client = new MlflowClient(credentials(host, source));
        try {
            var caller = MlflowClient.class.getDeclaredField("httpCaller");
            caller.setAccessible(true);
            var inner = caller.get(client);
            var field = inner.getClass().getDeclaredField("httpClient");
            field.setAccessible(true);
            field.set(inner, http);
            return client;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This version of the MLflow client cannot be given an HTTP client", e);
        }
    }

    private static BasicMlflowHostCreds credentials(String host, Project.Mlflow source) {
        if (source.username() != null && source.password() != null) {
            return new BasicMlflowHostCreds(
                    host, source.username(), source.password().reveal());
        }
        return source.token() == null
                ? new BasicMlflowHostCreds(host)
                : new BasicMlflowHostCreds(host, source.token().reveal());
    }
}
