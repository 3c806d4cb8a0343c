package dev.vigia.notify.channels;

/// What a receiver has no room for is left out; a character is never cut in two.
final class Clipped {

    private Clipped() {}

    static String to(int most, String text) {
        if (text.length() <= most) {
            return text;
        }
        var end = most - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }
}
