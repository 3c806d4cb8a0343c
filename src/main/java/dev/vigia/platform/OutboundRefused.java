package dev.vigia.platform;

/// A URL that must not be connected to. The message is for people and holds no secret.
public class OutboundRefused extends RuntimeException {

    /// The stable code for a source that fails because of this.
    public static final String CODE = "outbound-refused";

    OutboundRefused(String message) {
        super(message);
    }
}
