package dev.vigia.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlflowServerPeerTest {

    @Test
    void keepsItsRunsAcrossARestart(@TempDir Path folder) {
        String id;
        try (var server = MlflowServer.start(folder)) {
            id = server.python("""
                    mlflow.set_experiment("churn")
                    with mlflow.start_run() as run:
                        mlflow.log_metric("rmse", 0.5)
                    print(run.info.run_id)
                    """)
                    .lines()
                    .filter(line -> line.matches("[0-9a-f]{32}"))
                    .findFirst()
                    .orElseThrow();
        }
        try (var server = MlflowServer.start(folder)) {
            assertThat(server.python("print(client.get_run('" + id + "').data.metrics['rmse'])"))
                    .isEqualTo("0.5");
        }
    }
}
