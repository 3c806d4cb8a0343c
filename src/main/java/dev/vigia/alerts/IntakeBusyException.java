package dev.vigia.alerts;

/// A delivery could not be stored for sure: the database is away or there is too much to do. The sender has to try
/// again; should the delivery have been stored after all, that changes nothing.
public class IntakeBusyException extends RuntimeException {

    public IntakeBusyException(String message, Throwable cause) {
        super(message, cause);
    }

    public IntakeBusyException(String message) {
        super(message);
    }
}
