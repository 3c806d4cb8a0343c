package dev.vigia.alerts;

import dev.vigia.alerts.Handling.Usefulness;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/// What people decided about an episode, as stored. Every change makes a new version.
@Entity
@Table(name = "alert_handling")
class HandlingEntity implements Persistable<Long> {

    @Id
    private Long episodeId = 0L;

    @Version
    private @Nullable Long version;

    private @Nullable String owner;
    private @Nullable String acknowledgedBy;
    private @Nullable Instant acknowledgedAt;
    private @Nullable Instant acknowledgedUntil;

    private @Nullable String usefulness;

    private @Nullable String postMortem;

    protected HandlingEntity() {}

    HandlingEntity(EpisodeId episode) {
        this.episodeId = episode.value();
    }

    @Override
    public Long getId() {
        return episodeId;
    }

    @Override
    public boolean isNew() {
        return version == null;
    }

    void acknowledge(String actor, Instant at, @Nullable Instant until) {
        acknowledgedBy = actor;
        acknowledgedAt = at;
        acknowledgedUntil = until;
        if (owner == null) {
            owner = actor;
        }
    }

    void unacknowledge() {
        acknowledgedBy = null;
        acknowledgedAt = null;
        acknowledgedUntil = null;
    }

    void assign(@Nullable String to) {
        owner = to;
    }

    void mark(@Nullable Usefulness as) {
        usefulness = as == null ? null : as.name();
    }

    void savePostMortem(String markdown) {
        postMortem = markdown;
    }

    /// Versions are counted from one outside, since 0 stands for nothing decided.
    Handling handling() {
        return new Handling(
                version == null ? 0 : version + 1,
                owner,
                acknowledgedBy,
                acknowledgedAt,
                acknowledgedUntil,
                usefulness == null ? null : Usefulness.valueOf(usefulness));
    }
}
