package dev.vigia.notify.channels;

import dev.vigia.notify.Answer;
import dev.vigia.notify.Channel;
import dev.vigia.notify.Message;
import dev.vigia.notify.Notice.Phase;
import dev.vigia.notify.Receiver;
import dev.vigia.notify.Receiver.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A workflow of Microsoft Teams that posts a card when a webhook request is received. All text is in runs, which are
/// never read as markdown.
@Component
class TeamsChannel implements Channel {

    private static final int LONGEST_TITLE = 250;
    private static final int LONGEST_TEXT = 6_000;

    private final JsonPost post;

    TeamsChannel(JsonPost post) {
        this.post = post;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.TEAMS);
    }

    @Override
    public Answer send(Receiver receiver, Message message) {
        return post.send(receiver, message, body(message), Map.of());
    }

    static Map<String, @Nullable Object> body(Message message) {
        var card = Json.object(
                "$schema",
                "http://adaptivecards.io/schemas/adaptive-card.json",
                "type",
                "AdaptiveCard",
                "version",
                "1.4",
                "body",
                blocks(message));
        var link = message.link();
        if (link != null) {
            card.put("actions", List.of(Json.object("type", "Action.OpenUrl", "title", "Open in Vigía", "url", link)));
        }
        return Json.object(
                "type",
                "message",
                "attachments",
                List.of(Json.object(
                        "contentType",
                        "application/vnd.microsoft.card.adaptive",
                        "contentUrl",
                        null,
                        "content",
                        card)));
    }

    private static List<Object> blocks(Message message) {
        var notice = message.notice();
        var title = run(Clipped.to(LONGEST_TITLE, message.title()));
        title.put("weight", "Bolder");
        title.put("size", "Medium");
        title.put("color", colour(message));
        var project = notice.project();
        var facts = run(notice.kind().id() + " · severity "
                + notice.severity().name().toLowerCase(Locale.ROOT)
                + (project == null ? "" : " · " + project));
        facts.put("isSubtle", true);
        facts.put("size", "Small");
        var blocks = new ArrayList<Object>();
        blocks.add(block(title));
        blocks.add(block(run(Clipped.to(LONGEST_TEXT, message.text()))));
        blocks.add(block(facts));
        return blocks;
    }

    private static String colour(Message message) {
        var notice = message.notice();
        if (notice.phase() == Phase.CLOSES) {
            return "Good";
        }
        return switch (notice.severity()) {
            case CRITICAL -> "Attention";
            case WARNING -> "Warning";
            case INFO, NONE -> "Default";
        };
    }

    private static Map<String, @Nullable Object> run(String text) {
        return Json.object("type", "TextRun", "text", text);
    }

    private static Map<String, @Nullable Object> block(Map<String, @Nullable Object> run) {
        return Json.object("type", "RichTextBlock", "inlines", List.of(run));
    }
}
