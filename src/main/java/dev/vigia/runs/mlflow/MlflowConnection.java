package dev.vigia.runs.mlflow;

import dev.vigia.projects.SourceFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;

/// The conversation of one sync with one server. Every call runs on a thread of its own under a hard deadline; when
/// time is up the client is closed, which ends every other call too, and the sync fails.
final class MlflowConnection implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final MlflowClient client;
    private final MlflowFailures failures;
    private final Circuit circuit;
    private final MlflowSettings settings;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("mlflow-", 0).factory());
    /// Why nothing is asked any more; what fails after that fails because of it.
    private volatile @Nullable SourceFailure ended;

    MlflowConnection(MlflowClient client, MlflowFailures failures, Circuit circuit, MlflowSettings settings) {
        this.client = client;
        this.failures = failures;
        this.circuit = circuit;
        this.settings = settings;
    }

    /// @param path below `/api/2.0/mlflow/`
    /// @return the answer's JSON
    /// @throws GuardedHttp.TooLarge if the answer is larger than allowed; ask for less
    String post(String path, String json) throws SourceFailure, GuardedHttp.TooLarge {
        return call(mlflow -> mlflow.sendPost(path, json));
    }

    String get(String path) throws SourceFailure, GuardedHttp.TooLarge {
        return call(mlflow -> mlflow.sendGet(path));
    }

    /// @param fetch asks the server by itself and throws what our HTTP client throws
    byte[] fetch(Supplier<byte[]> fetch) throws SourceFailure, GuardedHttp.TooLarge {
        return call(_ -> fetch.get());
    }

    private <T> T call(Function<MlflowClient, T> request) throws SourceFailure, GuardedHttp.TooLarge {
        for (int attempt = 1; ; attempt++) {
            checkOpen();
            circuit.check();
            try {
                var answer = withinDeadline(request);
                circuit.good();
                return answer;
            } catch (GuardedHttp.TooLarge e) {
                throw e;
            } catch (IOException e) {
                checkOpen();
                var failure = failures.of(e);
                var wait = failures.retryAfter(e);
                if (attempt >= failures.attempts(e) || isLong(wait)) {
                    if (failures.isSickness(e)) {
                        circuit.bad(failure, wait);
                    }
                    throw failure;
                }
                pause(wait == null ? settings.patience().multipliedBy(1L << (attempt - 1)) : wait);
            }
        }
    }

    private void checkOpen() throws SourceFailure {
        var why = ended;
        if (why != null) {
            throw new SourceFailure(why.code(), String.valueOf(why.getMessage()), why);
        }
    }

    private synchronized SourceFailure end(SourceFailure why) {
        if (ended == null) {
            ended = why;
        }
        close();
        return why;
    }

    private static boolean isLong(@Nullable Duration wait) {
        return wait != null && wait.compareTo(LONGEST_WAIT) > 0;
    }

    private <T> T withinDeadline(Function<MlflowClient, T> request) throws SourceFailure, IOException {
        Future<T> answer;
        try {
            answer = threads.submit(() -> request.apply(client));
        } catch (RejectedExecutionException e) {
            checkOpen();
            throw failures.interrupted(e);
        }
        try {
            return answer.get(settings.deadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            var failure = failures.timeout(settings.deadline(), e);
            circuit.bad(failure, null);
            throw end(failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw end(failures.interrupted(e));
        } catch (ExecutionException e) {
            throw cause(e.getCause());
        }
    }

    /// The official client wraps what our HTTP client throws.
    private static IOException cause(@Nullable Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io) {
                return io;
            }
        }
        if (thrown instanceof MlflowClientException || thrown instanceof IllegalStateException) {
            return new IOException("the connection was closed", thrown);
        }
        throw new IllegalStateException("The MLflow client failed unexpectedly", thrown);
    }

    private void pause(Duration wait) throws SourceFailure {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.interrupted(e);
        }
    }

    @Override
    public void close() {
        client.close();
        threads.shutdownNow();
    }
}
