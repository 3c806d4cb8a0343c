package dev.vigia.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/// A range of addresses such as `10.0.0.0/8`, `fd00::/8` or a single `192.0.2.7`.
public record Cidr(String text, InetAddress network, int bits) {

    private static final Pattern LITERAL =
            Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/(\\d{1,3}))?");

    /// @throws IllegalArgumentException if the text is no range
    public static Cidr of(String text) {
        var form = LITERAL.matcher(text.strip());
        try {
            if (form.matches()) {
                // A literal: nothing is looked up.
                var network = InetAddress.getByName(form.group(1));
                var length = network.getAddress().length * 8;
                var bits = form.group(2) == null ? length : Integer.parseInt(form.group(2));
                if (bits <= length) {
                    return new Cidr(text.strip(), network, bits);
                }
            }
        } catch (UnknownHostException e) {
            // Said below.
        }
        throw new IllegalArgumentException("an address range such as 10.0.0.0/8, fd00::/8 or 192.0.2.7");
    }

    public boolean contains(InetAddress address) {
        var mine = network.getAddress();
        var other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        var whole = bits / 8;
        if (!Arrays.equals(mine, 0, whole, other, 0, whole)) {
            return false;
        }
        var rest = bits % 8;
        var mask = 0xff << (8 - rest);
        return rest == 0 || (mine[whole] & mask) == (other[whole] & mask);
    }

    @Override
    public String toString() {
        return text;
    }
}
