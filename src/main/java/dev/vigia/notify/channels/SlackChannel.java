package dev.vigia.notify.channels;

import dev.vigia.notify.Answer;
import dev.vigia.notify.Channel;
import dev.vigia.notify.Message;
import dev.vigia.notify.Receiver;
import dev.vigia.notify.Receiver.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// An incoming webhook of Slack: blocks, and a text for those who see none.
@Component
class SlackChannel implements Channel {

    private static final int LONGEST_TITLE = 250;
    private static final int LONGEST_TEXT = 2_500;

    private final JsonPost post;

    SlackChannel(JsonPost post) {
        this.post = post;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.SLACK);
    }

    @Override
    public Answer send(Receiver receiver, Message message) {
        return post.send(receiver, message, body(message), Map.of());
    }

    static Map<String, Object> body(Message message) {
        var title = Clipped.to(LONGEST_TITLE, message.title());
        var text = Clipped.to(LONGEST_TEXT, message.text());
        var blocks = new ArrayList<Map<String, Object>>();
        blocks.add(Json.object("type", "section", "text", markdown("*" + title + "*\n" + text)));
        var link = message.link();
        if (link != null) {
            blocks.add(Json.object("type", "section", "text", markdown("<" + link + "|Open in Vigía>")));
        }
        blocks.add(Json.object("type", "context", "elements", List.of(markdown(facts(message)))));
        return Json.object("text", title + ": " + text, "blocks", blocks);
    }

    private static String facts(Message message) {
        var notice = message.notice();
        var project = notice.project();
        return notice.kind().id() + " · severity "
                + notice.severity().name().toLowerCase(Locale.ROOT)
                + (project == null ? "" : " · " + project);
    }

    private static Map<String, Object> markdown(String text) {
        return Json.object("type", "mrkdwn", "text", text);
    }
}
