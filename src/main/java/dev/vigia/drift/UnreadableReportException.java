package dev.vigia.drift;

/// A report that cannot be taken in, however often it is sent. The message is a sentence that says what to change.
public class UnreadableReportException extends RuntimeException {

    public UnreadableReportException(String message) {
        super(message);
    }
}
