package dev.vigia.platform.ui;

import java.util.UUID;

/// What a person can quote and the log can be searched for.
final class FailureMark {

    private static final int DIGITS = 8;

    private FailureMark() {}

    static String next() {
        return UUID.randomUUID().toString().substring(0, DIGITS);
    }
}
