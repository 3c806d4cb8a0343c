package dev.vigia.runbooks.ui;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The way to the library, as addresses inside the application, relative to its root.
public final class RunbookNavigation {

    static final String PATH = "runbooks";
    static final String PAGE = "runbooks/:name*";
    static final String COVERAGE = "coverage";
    static final String FINDINGS = "findings";

    private RunbookNavigation() {}

    public static String toLibrary() {
        return PATH;
    }

    /// @param name with its folders
    public static String toRunbook(String name) {
        return PATH + "/"
                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("%2F", "/");
    }

    /// Alerts without a runbook, and runbooks that nothing leads to.
    public static String toCoverage() {
        return PATH + "?show=" + COVERAGE;
    }

    static String toFindings() {
        return PATH + "?show=" + FINDINGS;
    }
}
