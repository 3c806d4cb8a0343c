package dev.vigia.notify.channels;

import dev.vigia.notify.Receiver;
import dev.vigia.notify.channels.ChannelHttp.Reply;
import dev.vigia.notify.channels.ChannelHttp.Unanswered;
import dev.vigia.notify.channels.Issues.Declined;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON to and from the API of a tracker.
final class TrackerHttp {

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 3;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ChannelHttp http;

    TrackerHttp(ChannelHttp http) {
        this.http = http;
    }

    JsonNode ask(
            Receiver receiver,
            Map<String, String> headers,
            String method,
            String path,
            @Nullable Map<String, ? extends @Nullable Object> body)
            throws Unanswered, Declined {
        var root = receiver.url().reveal().replaceAll("/+$", "");
        var reply =
                http.ask(method, URI.create(root + path), headers, body == null ? null : JSON.writeValueAsBytes(body));
        if (!reply.isGood()) {
            throw new Declined(reply);
        }
        try {
            return JSON.readTree(reply.body());
        } catch (JacksonException e) {
            // Success, and no JSON: something else answers at this address.
            throw new Declined(new Reply(502, Map.of(), "no JSON came back".getBytes(StandardCharsets.UTF_8)));
        }
    }

    /// All pages of a list, up to three: a try must end before its lease does.
    List<JsonNode> all(Receiver receiver, Map<String, String> headers, String path) throws Unanswered, Declined {
        var all = new ArrayList<JsonNode>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            var found = ask(
                    receiver,
                    headers,
                    "GET",
                    path + (path.contains("?") ? "&" : "?") + "per_page=" + PAGE + "&page=" + page,
                    null);
            found.forEach(all::add);
            if (found.size() < PAGE) {
                break;
            }
        }
        return all;
    }
}
