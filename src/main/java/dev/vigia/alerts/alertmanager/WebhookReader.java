package dev.vigia.alerts.alertmanager;

import dev.vigia.alerts.Delivery;
import dev.vigia.alerts.Delivery.RawBody;
import dev.vigia.alerts.DeliveryReader;
import java.io.IOException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Reads kept bodies the way the webhook reads those that come.
@Component
class WebhookReader implements DeliveryReader {

    @Override
    public Optional<Delivery> read(String cluster, String sender, RawBody raw) {
        try {
            return Optional.of(
                    WebhookPayload.read(WebhookBodies.unpacked(raw.gzip())).delivery(cluster, sender, raw));
        } catch (UnreadableBodyException | IOException e) {
            return Optional.empty();
        }
    }
}
