package dev.vigia.notify.channels;

import dev.vigia.notify.Receiver;
import dev.vigia.notify.channels.ChannelHttp.Unanswered;
import dev.vigia.projects.Secret;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// GitHub's REST API, that of GitHub Enterprise too.
@Component
class GitHubIssues implements Issues {

    private final TrackerHttp http;

    GitHubIssues(ChannelHttp http) {
        this.http = new TrackerHttp(http);
    }

    @Override
    public List<Issue> since(Receiver receiver, Instant time) throws Unanswered, Declined {
        return http
                .all(
                        receiver,
                        headers(receiver),
                        path(receiver) + "/issues?state=all&sort=updated&direction=desc&since="
                                + time.truncatedTo(ChronoUnit.SECONDS))
                .stream()
                .map(issue -> new Issue(
                        issue.path("number").asLong(), issue.path("body").asString("")))
                .toList();
    }

    @Override
    public boolean isOpen(Receiver receiver, long number) throws Unanswered, Declined {
        return http.ask(receiver, headers(receiver), "GET", path(receiver) + "/issues/" + number, null)
                .path("state")
                .asString("")
                .equals("open");
    }

    @Override
    public long create(Receiver receiver, String title, String body) throws Unanswered, Declined {
        return http.ask(
                        receiver,
                        headers(receiver),
                        "POST",
                        path(receiver) + "/issues",
                        Json.object("title", title, "body", body))
                .path("number")
                .asLong();
    }

    @Override
    public List<String> comments(Receiver receiver, long number) throws Unanswered, Declined {
        return http.all(receiver, headers(receiver), path(receiver) + "/issues/" + number + "/comments").stream()
                .map(comment -> comment.path("body").asString(""))
                .toList();
    }

    @Override
    public void comment(Receiver receiver, long number, String body) throws Unanswered, Declined {
        http.ask(
                receiver,
                headers(receiver),
                "POST",
                path(receiver) + "/issues/" + number + "/comments",
                Json.object("body", body));
    }

    @Override
    public void close(Receiver receiver, long number) throws Unanswered, Declined {
        http.ask(
                receiver,
                headers(receiver),
                "PATCH",
                path(receiver) + "/issues/" + number,
                Json.object("state", "closed", "state_reason", "completed"));
    }

    @Override
    public String look(Receiver receiver) throws Unanswered, Declined {
        var found = http.ask(receiver, headers(receiver), "GET", path(receiver), null);
        if (!found.path("has_issues").asBoolean(true)) {
            return "The repository is there, and its issues are switched off.";
        }
        return "The token may read " + receiver.repository() + ". No issue was written.";
    }

    private static String path(Receiver receiver) {
        return "/repos/" + receiver.repository();
    }

    private static Map<String, String> headers(Receiver receiver) {
        Secret token = Objects.requireNonNull(receiver.secret());
        return Map.of(
                "Authorization", "Bearer " + token.reveal(),
                "Accept", "application/vnd.github+json",
                "X-GitHub-Api-Version", "2022-11-28");
    }
}
