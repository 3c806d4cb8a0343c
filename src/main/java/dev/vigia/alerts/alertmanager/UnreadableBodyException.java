package dev.vigia.alerts.alertmanager;

import org.springframework.http.HttpStatus;

/// A body that can never be read, however often it is sent.
class UnreadableBodyException extends RuntimeException {

    private final HttpStatus status;
    private final String reason;

    /// @param reason a sentence that says what to change
    UnreadableBodyException(HttpStatus status, String reason) {
        super(reason);
        this.status = status;
        this.reason = reason;
    }

    HttpStatus status() {
        return status;
    }

    String reason() {
        return reason;
    }
}
