package dev.vigia.notify.channels;

import dev.vigia.notify.Receiver;
import org.jspecify.annotations.Nullable;

/// What a receiver said, fit to be shown: receivers like to repeat what they were sent.
final class Scrubbed {

    private static final int TELLING = 6;

    private Scrubbed() {}

    static String of(String said, Receiver receiver) {
        var uri = receiver.uri();
        var clean = without(said, receiver.url().reveal());
        clean = without(clean, uri.getRawQuery());
        clean = without(clean, uri.getRawPath());
        var secret = receiver.secret();
        clean = secret == null ? clean : clean.replace(secret.reveal(), "••••");
        var path = uri.getRawPath() == null ? "" : uri.getRawPath();
        for (String part : path.split("/")) {
            clean = without(clean, part);
        }
        return clean.replaceAll("\\p{Cntrl}+", " ");
    }

    /// Short parts tell nothing, and are in any text.
    private static String without(String text, @Nullable String part) {
        return part == null || part.length() < TELLING ? text : text.replace(part, "••••");
    }
}
