package dev.vigia.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A dashboard of `ops/grafana`, which asks Prometheus as Grafana does: first for what its variables may be, then each
/// query with all of their values.
///
/// @param variables the query of each, in their order
/// @param queries of its panels
public record GrafanaDashboard(String name, Map<String, String> variables, List<String> queries) {

    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");

    public static List<Path> files() throws IOException {
        try (var all = Files.list(Path.of("ops/grafana"))) {
            return all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    public static GrafanaDashboard read(Path file) {
        try {
            var json = JsonMapper.shared().readTree(Files.readString(file));
            var variables = new LinkedHashMap<String, String>();
            for (var variable : json.get("templating").get("list")) {
                if (variable.get("type").asString().equals("query")) {
                    variables.put(
                            variable.get("name").asString(),
                            variable.get("query").get("query").asString());
                }
            }
            var queries = json.findValues("expr").stream()
                    .map(JsonNode::asString)
                    .distinct()
                    .toList();
            return new GrafanaDashboard(file.getFileName().toString(), variables, queries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How many series each query gives now, by the query as it stands in the file.
    ///
    /// @param prometheus where it answers, without a slash at the end
    /// @throws IOException if it does not take a query, with its own words
    Map<String, Integer> ask(HttpClient http, String prometheus) throws IOException {
        var values = new LinkedHashMap<String, List<String>>();
        for (var variable : variables.entrySet()) {
            var asked = LABEL_VALUES.matcher(variable.getValue());
            if (!asked.matches()) {
                throw new IOException(name + ": " + variable.getValue() + " is no query for the values of a label");
            }
            values.put(
                    variable.getKey(),
                    StreamSupport.stream(
                                    get(
                                                    http,
                                                    prometheus + "/api/v1/label/" + asked.group(2)
                                                            + "/values?match%5B%5D=",
                                                    filled(asked.group(1), values))
                                            .spliterator(),
                                    false)
                            .map(JsonNode::asString)
                            .toList());
        }
        var found = new TreeMap<String, Integer>();
        for (var query : queries) {
            found.put(
                    query,
                    get(http, prometheus + "/api/v1/query?query=", filled(query, values))
                            .get("result")
                            .size());
        }
        return found;
    }

    /// Several values are an alternative of a regular expression. The one of a panel that is repeated is the first.
    private static String filled(String query, Map<String, List<String>> values) {
        var filled = query.replace("$__rate_interval", "1m");
        for (var variable : values.entrySet()) {
            filled = filled.replace(
                            "=~\"$" + variable.getKey() + "\"", "=~\"(" + String.join("|", variable.getValue()) + ")\"")
                    .replaceAll(
                            "\\$" + variable.getKey() + "\\b",
                            variable.getValue().stream()
                                    .findFirst()
                                    .map(Matcher::quoteReplacement)
                                    .orElse(""));
        }
        return filled;
    }

    private static JsonNode get(HttpClient http, String start, String query) throws IOException {
        var uri = URI.create(start + URLEncoder.encode(query, StandardCharsets.UTF_8));
        try {
            var answer = http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(query + ": " + answer.body());
            }
            return Objects.requireNonNull(
                    JsonMapper.shared().readTree(answer.body()).get("data"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
