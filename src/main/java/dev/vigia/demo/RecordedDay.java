package dev.vigia.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A day of a real Alertmanager, recorded by `src/demo/record_alerts.py`, with all its times moved so that it ends at
/// another moment.
///
/// @param lines in the order of their times
record RecordedDay(List<Line> lines) {

    private static final String RECORDING = "/demo/alerts.jsonl";
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /// Of what Alertmanager says, these are times; a firing alert ends in the year 1.
    private static final Pattern TIME = Pattern.compile("\"(startsAt|endsAt|updatedAt)\":\"([1-9][0-9]{3}-[^\"]+)\"");

    /// One of: a delivery, an answer of the API, or what a person does.
    ///
    /// @param delivery body of a webhook
    /// @param path of the API's question
    /// @param answer to it
    /// @param act such as `comment`
    /// @param by who does it
    /// @param alert matchers of the alert it is done to
    /// @param text what they say
    /// @param step of the runbook, counted from 0
    record Line(
            Instant at,
            @Nullable String delivery,
            @Nullable String path,
            @Nullable String answer,
            @Nullable String act,
            @Nullable String by,
            @Nullable String alert,
            @Nullable String text,
            @Nullable Integer step) {}

    private record Head(Instant ends) {}

    static RecordedDay endingAt(Instant end) {
        try (var recording = RecordedDay.class.getResourceAsStream(RECORDING)) {
            if (recording == null) {
                throw new IOException("it is not there");
            }
            var in = new BufferedReader(new InputStreamReader(recording, StandardCharsets.UTF_8));
            var later =
                    Duration.between(JSON.readValue(in.readLine(), Head.class).ends(), end);
            var lines = new ArrayList<Line>();
            for (var text = in.readLine(); text != null; text = in.readLine()) {
                lines.add(moved(JSON.readValue(text, Line.class), later));
            }
            return new RecordedDay(List.copyOf(lines));
        } catch (IOException e) {
            throw new UncheckedIOException("The recorded day " + RECORDING + " cannot be read", e);
        }
    }

    String answer(String path) {
        return lines.stream()
                .filter(line -> path.equals(line.path()) && line.answer() != null)
                .map(Line::answer)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nobody recorded " + path));
    }

    private static Line moved(Line line, Duration later) {
        return new Line(
                line.at().plus(later),
                moved(line.delivery(), later),
                line.path(),
                moved(line.answer(), later),
                line.act(),
                line.by(),
                line.alert(),
                line.text(),
                line.step());
    }

    static @Nullable String moved(@Nullable String json, Duration later) {
        return json == null
                ? null
                : TIME.matcher(json)
                        .replaceAll(time -> "\"" + time.group(1) + "\":\""
                                + Instant.parse(time.group(2)).plus(later) + "\"");
    }
}
