package dev.vigia.notify.channels;

import dev.vigia.notify.Receiver;
import dev.vigia.notify.channels.ChannelHttp.Unanswered;
import dev.vigia.projects.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// GitLab's REST API, version 4.
@Component
class GitLabIssues implements Issues {

    private final TrackerHttp http;

    GitLabIssues(ChannelHttp http) {
        this.http = new TrackerHttp(http);
    }

    @Override
    public List<Issue> since(Receiver receiver, Instant time) throws Unanswered, Declined {
        return http
                .all(
                        receiver,
                        headers(receiver),
                        path(receiver) + "/issues?scope=all&order_by=updated_at&sort=desc&updated_after="
                                + time.truncatedTo(ChronoUnit.SECONDS))
                .stream()
                .map(issue -> new Issue(
                        issue.path("iid").asLong(), issue.path("description").asString("")))
                .toList();
    }

    @Override
    public boolean isOpen(Receiver receiver, long number) throws Unanswered, Declined {
        return http.ask(receiver, headers(receiver), "GET", path(receiver) + "/issues/" + number, null)
                .path("state")
                .asString("")
                .equals("opened");
    }

    @Override
    public long create(Receiver receiver, String title, String body) throws Unanswered, Declined {
        return http.ask(
                        receiver,
                        headers(receiver),
                        "POST",
                        path(receiver) + "/issues",
                        Json.object("title", title, "description", body))
                .path("iid")
                .asLong();
    }

    @Override
    public List<String> comments(Receiver receiver, long number) throws Unanswered, Declined {
        return http.all(receiver, headers(receiver), path(receiver) + "/issues/" + number + "/notes").stream()
                .map(note -> note.path("body").asString(""))
                .toList();
    }

    @Override
    public void comment(Receiver receiver, long number, String body) throws Unanswered, Declined {
        http.ask(
                receiver,
                headers(receiver),
                "POST",
                path(receiver) + "/issues/" + number + "/notes",
                Json.object("body", body));
    }

    @Override
    public void close(Receiver receiver, long number) throws Unanswered, Declined {
        http.ask(
                receiver,
                headers(receiver),
                "PUT",
                path(receiver) + "/issues/" + number,
                Json.object("state_event", "close"));
    }

    @Override
    public String look(Receiver receiver) throws Unanswered, Declined {
        http.ask(receiver, headers(receiver), "GET", path(receiver), null);
        return "The token may read " + receiver.repository() + ". No issue was written.";
    }

    private static String path(Receiver receiver) {
        return "/api/v4/projects/"
                + URLEncoder.encode(Objects.requireNonNull(receiver.repository()), StandardCharsets.UTF_8);
    }

    private static Map<String, String> headers(Receiver receiver) {
        Secret token = Objects.requireNonNull(receiver.secret());
        return Map.of("PRIVATE-TOKEN", token.reveal());
    }
}
