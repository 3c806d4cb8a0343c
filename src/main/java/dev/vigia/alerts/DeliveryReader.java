package dev.vigia.alerts;

import dev.vigia.alerts.Delivery.RawBody;
import java.util.Optional;

/// Port: reads once more what was delivered, as it was read when it came.
public interface DeliveryReader {

    /// Empty if it makes no sense.
    Optional<Delivery> read(String cluster, String sender, RawBody raw);
}
