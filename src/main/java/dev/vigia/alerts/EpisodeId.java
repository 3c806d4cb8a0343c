package dev.vigia.alerts;

/// Names one episode.
public record EpisodeId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
