package dev.vigia.projects;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One wrong setting.
///
/// @param property its full name, such as `vigia.projects[0].git.url`
/// @param value what was given, made safe to show; null when there was none or it must not be shown
/// @param expected what would be right
public record SettingMistake(String property, @Nullable String value, String expected) {

    private static final Pattern SECRET =
            // A receiver's address lets whoever knows it write there.
            Pattern.compile(
                    ".*(password|secret|token|access-?key|credential|receivers\\[\\d+]\\.url).*",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern USER_INFO = Pattern.compile("://[^/?#\\s]*@");
    private static final int LONGEST = 200;

    public SettingMistake {
        value = value == null ? null : shown(property, value);
    }

    private static String shown(String property, String value) {
        if (SECRET.matcher(property).matches()) {
            return "••••";
        }
        var safe = USER_INFO.matcher(value).replaceAll("://••••@");
        var printable = new StringBuilder();
        safe.codePoints().limit(LONGEST).forEach(c -> {
            if (Character.isISOControl(c)) {
                printable.append(String.format("\\u%04x", c));
            } else {
                printable.appendCodePoint(c);
            }
        });
        return safe.codePointCount(0, safe.length()) > LONGEST
                ? printable.append('…').toString()
                : printable.toString();
    }
}
