package dev.vigia.platform.security;

import java.util.Optional;
import org.springframework.stereotype.Component;

/// What the sign-in page shows in a demo (`vigia.demo=true`) and nowhere else.
@Component
public class DemoCredentials {

    private final Accounts accounts;

    DemoCredentials(Accounts accounts) {
        this.accounts = accounts;
    }

    public record Credentials(String name, String password) {

        @Override
        public String toString() {
            return "Credentials[" + name + "]";
        }
    }

    /// Empty outside a demo.
    public Optional<Credentials> show() {
        return accounts.demoPassword().map(password -> new Credentials(Accounts.ADMINISTRATOR, password));
    }
}
