package dev.vigia.drift.calculator;

/// Data that cannot be compared; the message is for the one who gave it.
public final class BadDataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadDataException(String message) {
        super(message);
    }

    BadDataException(String message, Throwable cause) {
        super(message, cause);
    }
}
