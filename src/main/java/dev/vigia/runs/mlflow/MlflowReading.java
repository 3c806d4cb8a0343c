package dev.vigia.runs.mlflow;

import dev.vigia.projects.SourceFailure;
import dev.vigia.runs.Artifacts;
import dev.vigia.runs.Experiment;
import dev.vigia.runs.RunArtifacts;
import dev.vigia.runs.RunFacts;
import dev.vigia.runs.RunId;
import dev.vigia.runs.RunSource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads runs through `runs/search`. `data.outputs` is missing from the client's own types, hence the raw JSON.
final class MlflowReading implements RunSource.Reading {

    private static final int EXPERIMENTS_AT_ONCE = 500;
    private static final int EXPERIMENTS_ON_A_PAGE = 1000;
    private static final int MOST_EXPERIMENT_PAGES = 1000;
    private static final int IDS_AT_ONCE = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MlflowConnection connection;
    private final ArtifactFetch artifacts;
    private final MlflowFailures failures;
    private final MlflowSettings settings;

    MlflowReading(
            MlflowConnection connection, ArtifactFetch artifacts, MlflowFailures failures, MlflowSettings settings) {
        this.connection = connection;
        this.artifacts = artifacts;
        this.failures = failures;
        this.settings = settings;
    }

    @Override
    public List<Experiment> experiments() throws SourceFailure {
        var experiments = new TreeMap<String, Experiment>();
        String token = null;
        for (int page = 0; page < MOST_EXPERIMENT_PAGES; page++) {
            var ask = new TreeMap<String, Object>(Map.of("view_type", "ALL", "max_results", EXPERIMENTS_ON_A_PAGE));
            if (token != null) {
                ask.put("page_token", token);
            }
            var answer = read("experiments/search", ask, RunsPayload.Experiments.class);
            if (answer.experiments() != null) {
                answer.experiments().stream()
                        .filter(experiment -> experiment.id() != null)
                        .map(RunsPayload.ExperimentPayload::experiment)
                        .forEach(experiment -> experiments.put(experiment.id(), experiment));
            }
            token = answer.nextPageToken();
            if (token == null || token.isEmpty()) {
                break;
            }
        }
        if (experiments.isEmpty()) {
            // A server always has its default experiment: nothing at all is a missing permission, not an empty store.
            throw failures.nothingVisible();
        }
        return List.copyOf(experiments.values());
    }

    @Override
    public void all(Collection<Experiment> experiments, RunSource.Pages pages) throws SourceFailure {
        for (List<String> ids : chunks(ids(experiments), EXPERIMENTS_AT_ONCE)) {
            var first = edge(ids, "ASC");
            var last = edge(ids, "DESC");
            if (first != null && last != null) {
                new Windows(settings.windows()).read(window -> search(ids, window), first, last + 1, pages);
            }
        }
    }

    @Override
    public void changed(Collection<Experiment> experiments, RunSource.Since since, RunSource.Pages pages)
            throws SourceFailure {
        var asks = new ArrayList<Callable<List<RunFacts>>>();
        for (List<String> ids : chunks(ids(experiments), EXPERIMENTS_AT_ONCE)) {
            long started = since.started() == null ? 0 : since.started().toEpochMilli();
            long ended = since.ended() == null ? 0 : since.ended().toEpochMilli();
            asks.add(() -> from(ids, RunColumn.STARTED, started));
            asks.add(() -> from(ids, RunColumn.ENDED, ended));
            if (since.claims().most() > 0) {
                asks.add(() -> claiming(ids, since.claims()));
            }
            for (List<String> open :
                    chunks(since.open().stream().map(RunId::value).toList(), IDS_AT_ONCE)) {
                asks.add(() -> named(ids, open));
            }
        }
        SideBySide.run(settings.windows(), asks, pages::page);
    }

    @Override
    public Artifacts artifacts(RunId run) throws SourceFailure {
        try {
            var path = "artifacts/list?run_id=" + URLEncoder.encode(run.value(), StandardCharsets.UTF_8);
            var answer = JSON.readValue(connection.get(path), RunsPayload.ArtifactsPayload.class);
            return answer.files() == null || answer.files().isEmpty() ? Artifacts.ABSENT : Artifacts.PRESENT;
        } catch (JacksonException | GuardedHttp.TooLarge e) {
            return Artifacts.UNKNOWN;
        } catch (SourceFailure e) {
            // The server reads the artifact store for us; that one being away says nothing about the server.
            if (e.code().equals("mlflow-error") || e.code().equals("mlflow-unauthorized")) {
                return Artifacts.UNKNOWN;
            }
            throw e;
        }
    }

    /// The list says whether it is there and how large: servers answer for a missing file in every way there is.
    @Override
    public Optional<byte[]> artifact(RunId run, String path, int largest) throws SourceFailure {
        var slash = path.lastIndexOf('/');
        var ask = "artifacts/list?run_id=" + URLEncoder.encode(run.value(), StandardCharsets.UTF_8)
                + (slash < 0 ? "" : "&path=" + URLEncoder.encode(path.substring(0, slash), StandardCharsets.UTF_8));
        try {
            var files = parsed(connection.get(ask), RunsPayload.ArtifactsPayload.class)
                    .files();
            var listed = files == null
                    ? null
                    : files.stream()
                            .filter(file -> path.equals(file.path("path").asString(""))
                                    && !file.path("is_dir").asBoolean(false))
                            .findFirst()
                            .orElse(null);
            if (listed == null) {
                return Optional.empty();
            }
            if (listed.path("file_size").asLong(0) > largest) {
                throw RunArtifacts.tooLarge(path, largest);
            }
            var bytes = connection.fetch(() -> artifacts.bytes(run, path));
            if (bytes.length > largest) {
                throw RunArtifacts.tooLarge(path, largest);
            }
            return Optional.of(bytes);
        } catch (GuardedHttp.TooLarge e) {
            throw RunArtifacts.tooLarge(path, largest);
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    /// Everything from a time on, in as many pages as it takes; between two syncs that is one, and short.
    private List<RunFacts> from(List<String> experiments, RunColumn column, long from) throws SourceFailure {
        var runs = new ArrayList<RunFacts>();
        var window = new Windows.Window(column, from, Long.MAX_VALUE);
        while (!window.isDone()) {
            var page = search(experiments, window);
            runs.addAll(page.facts());
            window.advance(page);
        }
        return runs;
    }

    /// The newest runs that carry the tag, and those that did and are not among them any more.
    private List<RunFacts> claiming(List<String> experiments, RunSource.Claims claims) throws SourceFailure {
        if (claims.tag().contains("`")) {
            // It cannot be asked for; the full sweep sees it.
            return List.of();
        }
        var filter = "tags.`" + claims.tag() + "` LIKE '%'";
        var runs = new ArrayList<>(search(experiments, filter, "attributes.start_time DESC", claims.most(), null)
                .facts());
        var answered = runs.stream().map(RunFacts::id).collect(Collectors.toSet());
        var lost = claims.known().stream()
                .filter(id -> !answered.contains(id))
                .map(RunId::value)
                .toList();
        for (List<String> some : chunks(lost, IDS_AT_ONCE)) {
            runs.addAll(named(experiments, some));
        }
        return runs;
    }

    private List<RunFacts> named(List<String> experiments, List<String> ids) throws SourceFailure {
        var quoted = ids.stream()
                .filter(id -> id.matches("[0-9A-Za-z_-]+"))
                .map(id -> "'" + id + "'")
                .toList();
        if (quoted.isEmpty()) {
            return List.of();
        }
        var filter = "attributes.run_id IN (" + String.join(",", quoted) + ")";
        return search(experiments, filter, "attributes.start_time ASC", IDS_AT_ONCE, null)
                .facts();
    }

    private @Nullable Long edge(List<String> experiments, String direction) throws SourceFailure {
        var page = search(experiments, "", "attributes.start_time " + direction, 1, null);
        if (page.runs() == null || page.runs().isEmpty()) {
            return null;
        }
        var info = page.runs().getFirst().info();
        return info == null || info.startTime() == null ? Long.valueOf(0) : info.startTime();
    }

    private RunsPayload search(List<String> experiments, Windows.Window window) throws SourceFailure {
        return search(
                experiments,
                window.filter(),
                window.column().attribute() + " ASC",
                settings.pageSize(),
                window.token());
    }

    /// An answer too large to read is asked for again in half the size.
    private RunsPayload search(List<String> experiments, String filter, String order, int size, @Nullable String token)
            throws SourceFailure {
        var ask = new TreeMap<String, Object>(Map.of(
                "experiment_ids",
                experiments,
                "filter",
                filter,
                "run_view_type",
                "ALL",
                "max_results",
                size,
                "order_by",
                List.of(order)));
        if (token != null) {
            ask.put("page_token", token);
        }
        try {
            return parsed(connection.post("runs/search", JSON.writeValueAsString(ask)), RunsPayload.class);
        } catch (GuardedHttp.TooLarge e) {
            if (size == 1) {
                throw failures.of(e);
            }
            return search(experiments, filter, order, size / 2, token);
        }
    }

    private <T> T read(String path, Map<String, Object> ask, Class<T> type) throws SourceFailure {
        try {
            return parsed(connection.post(path, JSON.writeValueAsString(ask)), type);
        } catch (GuardedHttp.TooLarge e) {
            throw failures.of(e);
        }
    }

    private <T> T parsed(String answer, Class<T> type) throws SourceFailure {
        try {
            var parsed = JSON.readValue(answer, type);
            if (parsed == null) {
                throw failures.garbled("with nothing", null);
            }
            return parsed;
        } catch (JacksonException e) {
            throw failures.garbled("with something that is not its JSON", e);
        }
    }

    private static List<String> ids(Collection<Experiment> experiments) {
        return experiments.stream().map(Experiment::id).toList();
    }

    private static List<List<String>> chunks(List<String> all, int size) {
        var chunks = new ArrayList<List<String>>();
        for (int from = 0; from < all.size(); from += size) {
            chunks.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return chunks;
    }
}
