package dev.vigia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class NoSilentSkipsTest {

    @Test
    void strictTurnsAnAbortedTestIntoAFailureThatNamesTheReason() {
        var summary = run("false", Strict.class);
        assertThat(summary.getTestsFailedCount()).isEqualTo(1);
        assertThat(summary.getTestsAbortedCount()).isZero();
        assertThat(summary.getFailures().getFirst().getException()).hasMessageContaining("no such peer");
    }

    @Test
    void strictTurnsAnAbortedSetUpIntoAFailure() {
        assertThat(run("false", StrictBeforeEach.class).getTestsFailedCount()).isEqualTo(1);
        assertThat(run("false", StrictBeforeAll.class).getContainersFailedCount())
                .isEqualTo(1);
    }

    @Test
    void otherwiseTheTestStaysSkipped() {
        var summary = run("false", Lenient.class);
        assertThat(summary.getTestsAbortedCount()).isEqualTo(1);
        assertThat(summary.getTestsFailedCount()).isZero();
    }

    @Test
    void isRegisteredForEveryTest() {
        var summary = run("true", Plain.class);
        boolean ci = NoSilentSkips.onCi();
        assertThat(summary.getTestsFailedCount()).isEqualTo(ci ? 1 : 0);
        assertThat(summary.getTestsAbortedCount()).isEqualTo(ci ? 0 : 1);
    }

    @Test
    void disabledTestsRunWhereSkippingIsForbidden() {
        var strict = run("true", DisabledOne.class, "junit.jupiter.conditions.deactivate", "*");
        assertThat(strict.getTestsSucceededCount()).isEqualTo(1);
        // The launcher session of this very build has set it, or not.
        assertThat("*".equals(System.getProperty("junit.jupiter.conditions.deactivate")))
                .isEqualTo(NoSilentSkips.onCi());
    }

    private static TestExecutionSummary run(String autodetect, Class<?> test, String... parameters) {
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(test))
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", autodetect);
        if (parameters.length == 2) {
            request.configurationParameter(parameters[0], parameters[1]);
        }
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request.build(), listener);
        return listener.getSummary();
    }

    // Nested classes of tests are not picked up by the build itself.

    static class Strict {
        @RegisterExtension
        static final NoSilentSkips EXTENSION = new NoSilentSkips(true);

        @Test
        void needsAPeer() {
            Assumptions.abort("no such peer");
        }
    }

    static class StrictBeforeEach {
        @RegisterExtension
        static final NoSilentSkips EXTENSION = new NoSilentSkips(true);

        @BeforeEach
        void needsAPeer() {
            Assumptions.abort("no such peer");
        }

        @Test
        void never() {
            throw new IllegalStateException("the set-up aborts");
        }
    }

    static class StrictBeforeAll {
        @RegisterExtension
        static final NoSilentSkips EXTENSION = new NoSilentSkips(true);

        @BeforeAll
        static void needsAPeer() {
            Assumptions.abort("no such peer");
        }

        @Test
        void never() {
            throw new IllegalStateException("the set-up aborts");
        }
    }

    static class Lenient {
        @RegisterExtension
        static final NoSilentSkips EXTENSION = new NoSilentSkips(false);

        @Test
        void needsAPeer() {
            Assumptions.abort("no such peer");
        }
    }

    static class Plain {
        @Test
        void needsAPeer() {
            Assumptions.abort("no such peer");
        }
    }

    static class DisabledOne {
        @Test
        @Disabled("only to show that it runs")
        void runs() {
            assertThat(true).isTrue();
        }
    }
}
