package dev.vigia.notify;

import dev.vigia.projects.Secret;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Somebody who is told.
///
/// @param url where to; whoever knows it can write there, so it is shown nowhere
/// @param secret what a webhook is signed with, or the token of a tracker of issues
/// @param repository of the issues: `owner/name` at GitHub, path or number at GitLab
public record Receiver(
        String name,
        Kind kind,
        Secret url,
        @Nullable Secret secret,
        @Nullable String repository,
        Wording wording) {

    public enum Kind {
        SLACK("Slack"),
        TEAMS("Microsoft Teams"),
        WEBHOOK("Webhook"),
        GITHUB("GitHub issues"),
        GITLAB("GitLab issues");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }

        /// As in the settings.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public URI uri() {
        return URI.create(url.reveal());
    }

    /// Where it leads, as far as that can be said: the host, or the repository.
    public String place() {
        return repository == null ? String.valueOf(uri().getHost()) : repository;
    }

    @Override
    public String toString() {
        return "Receiver[" + name + "]";
    }
}
