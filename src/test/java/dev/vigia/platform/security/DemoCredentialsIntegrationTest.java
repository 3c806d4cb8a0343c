package dev.vigia.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.VigiaIntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.password.PasswordEncoder;

@VigiaIntegrationTest(properties = "vigia.demo=true")
class DemoCredentialsIntegrationTest {

    @Autowired
    private DemoCredentials demo;

    @Autowired
    private Accounts accounts;

    @Autowired
    private PasswordEncoder encoder;

    @Test
    void showsTheGeneratedPasswordInADemo() {
        assertThat(demo.show()).hasValueSatisfying(credentials -> {
            var account = accounts.loadUserByUsername(credentials.name());
            assertThat(encoder.matches(credentials.password(), account.getPassword()))
                    .isTrue();
            assertThat(credentials.toString()).doesNotContain(credentials.password());
        });
    }
}
