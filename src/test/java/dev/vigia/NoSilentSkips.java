package dev.vigia;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.opentest4j.TestAbortedException;

/// A test that cannot run says why, and where `CI=true` it fails: a green build must have run everything.
/// Registered for every test through `META-INF/services`; there is nothing to add to a test.
public class NoSilentSkips implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

    private final boolean strict;

    public NoSilentSkips() {
        this(onCi());
    }

    NoSilentSkips(boolean strict) {
        this.strict = strict;
    }

    static boolean onCi() {
        return "true".equals(System.getenv("CI"));
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        judge(context, thrown);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        judge(context, thrown);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        judge(context, thrown);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        judge(context, thrown);
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        judge(context, thrown);
    }

    private void judge(ExtensionContext context, Throwable thrown) throws Throwable {
        if (thrown instanceof TestAbortedException) {
            if (strict) {
                throw new AssertionError("With CI=true a skipped test is a failure: " + thrown.getMessage(), thrown);
            }
            System.err.println("skipped: " + context.getDisplayName() + ": " + thrown.getMessage());
        }
        throw thrown;
    }

    /// Where `CI=true`, `@Disabled` and its kin are not obeyed either: such a test runs, and fails if it must.
    public static class Conditions implements LauncherSessionListener {

        @Override
        public void launcherSessionOpened(LauncherSession session) {
            if (onCi()) {
                System.setProperty("junit.jupiter.conditions.deactivate", "*");
            }
        }
    }
}
