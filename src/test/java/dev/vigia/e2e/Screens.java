package dev.vigia.e2e;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/// Pictures of the screens for the documentation; taken only when asked for with `-Dscreenshots=<folder>`,
/// as a rule `src/docs/images`.
final class Screens {

    private Screens() {}

    static void shoot(Page page, String name) {
        var folder = System.getProperty("screenshots", "");
        if (!folder.isBlank()) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")));
        }
    }
}
