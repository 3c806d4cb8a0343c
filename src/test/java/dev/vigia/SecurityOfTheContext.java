package dev.vigia;

import org.springframework.core.Ordered;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/// Makes the application context of a test the one that knows who is signed in.
///
/// Spring Security keeps the strategy that holds the user in a static field, Vaadin puts one there for every
/// context that starts, and the tests keep several contexts alive: without this, a test that takes its context
/// from the cache signs a user in with one strategy and is asked with another.
class SecurityOfTheContext implements TestExecutionListener, Ordered {

    /// Before `@WithMockUser` signs in, which is at 10 000.
    @Override
    public int getOrder() {
        return 9_000;
    }

    @Override
    public void beforeTestMethod(TestContext test) {
        if (test.hasApplicationContext()) {
            test.getApplicationContext()
                    .getBeanProvider(SecurityContextHolderStrategy.class)
                    .ifUnique(SecurityContextHolder::setContextHolderStrategy);
        }
    }
}
