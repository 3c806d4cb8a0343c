package dev.vigia.versions.dvc;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/// A path in which each `${…}` stands for any text. Matched without a regular expression: forty of those would let a
/// stranger's file keep a processor busy for years.
final class PathForm {

    private final List<String> literals = new ArrayList<>();

    /// @param path as [LockFile#plain] gives it
    PathForm(String path) {
        Matcher expression = Template.EXPRESSION.matcher(path);
        int from = 0;
        while (expression.find()) {
            literals.add(unescaped(path.substring(from, expression.start())));
            from = expression.end();
        }
        literals.add(unescaped(path.substring(from)));
    }

    private static String unescaped(String text) {
        return text.replace("\\${", "${");
    }

    /// The earliest place of each literal leaves the most room for the others, so nothing has to be tried twice.
    boolean matches(String path) {
        String first = literals.getFirst();
        String last = literals.getLast();
        if (literals.size() == 1) {
            return path.equals(first);
        }
        int end = path.length() - last.length();
        if (!path.startsWith(first) || !path.endsWith(last) || end < first.length()) {
            return false;
        }
        int from = first.length();
        for (String literal : literals.subList(1, literals.size() - 1)) {
            int at = path.indexOf(literal, from);
            if (at < 0 || at + literal.length() > end) {
                return false;
            }
            from = at + literal.length();
        }
        return true;
    }
}
