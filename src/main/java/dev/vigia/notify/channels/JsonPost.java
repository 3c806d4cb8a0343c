package dev.vigia.notify.channels;

import dev.vigia.notify.Answer;
import dev.vigia.notify.Message;
import dev.vigia.notify.Receiver;
import dev.vigia.notify.channels.ChannelHttp.Unanswered;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// One POST to the receiver's own address; whatever it answers with success, it took it.
@Component
class JsonPost {

    static final String DELIVERY = "X-Vigia-Delivery";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ChannelHttp http;

    JsonPost(ChannelHttp http) {
        this.http = http;
    }

    Answer send(
            Receiver receiver,
            Message message,
            Map<String, ? extends @Nullable Object> body,
            Map<String, String> more) {
        return send(receiver, message, body, _ -> more);
    }

    /// @param more headers that depend on the body as it is sent
    Answer send(
            Receiver receiver,
            Message message,
            Map<String, ? extends @Nullable Object> body,
            Function<byte[], Map<String, String>> more) {
        var bytes = JSON.writeValueAsBytes(body);
        var headers = new HashMap<>(more.apply(bytes));
        headers.put(DELIVERY, message.delivery());
        try {
            var reply = http.ask("POST", receiver.uri(), headers, bytes);
            return reply.isGood()
                    ? new Answer.Taken("It answers " + reply.status() + ChannelHttp.told(receiver, reply), null)
                    : http.failure(receiver, reply);
        } catch (Unanswered e) {
            return ChannelHttp.unanswered(e);
        }
    }
}
