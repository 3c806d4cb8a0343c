package dev.vigia.platform.security;

import dev.vigia.platform.AuditLog;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// The people who may sign in; for now the administrator alone. Only a salted hash of a password is stored.
@Component
class Accounts implements UserDetailsService, InitializingBean {

    static final String ADMINISTRATOR = "admin";
    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);
    private static final int GENERATED_BYTES = 18;

    private final JdbcClient jdbc;
    private final SecuritySettings settings;
    private final DemoSettings demo;
    private final PasswordEncoder encoder;
    private final AuditLog audit;
    private final Clock clock;
    private @Nullable String shownInDemo;

    Accounts(
            JdbcClient jdbc,
            SecuritySettings settings,
            DemoSettings demo,
            PasswordEncoder encoder,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.demo = demo;
        this.encoder = encoder;
        this.audit = audit;
        this.clock = clock;
    }

    /// Makes sure of the administrator. A password in the settings always wins; a generated one is printed at the
    /// start that generates it, and never again.
    @Override
    public void afterPropertiesSet() {
        var configured = settings.adminPassword();
        var stored = hash(ADMINISTRATOR);
        if (configured != null && !configured.isBlank()) {
            if (stored.isEmpty() || !encoder.matches(configured, stored.get())) {
                store(configured, "taken from the settings");
            }
            shownInDemo = configured;
        } else if (stored.isEmpty() || demo.demo()) {
            var generated = generate();
            store(generated, "generated");
            shownInDemo = generated;
            LOG.warn(
                    "\n\n    Sign in as {} with the password {}\n    It is shown this once. Set"
                            + " vigia.security.admin-password to choose your own.\n",
                    ADMINISTRATOR,
                    generated);
        }
    }

    /// The administrator's password, only in a demo.
    Optional<String> demoPassword() {
        return demo.demo() ? Optional.ofNullable(shownInDemo) : Optional.empty();
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        return jdbc.sql("select name, password_hash, authorities from accounts where name = ?")
                .param(name.replace("\u0000", ""))
                .query((rs, row) -> User.withUsername(rs.getString("name"))
                        .password(rs.getString("password_hash"))
                        .authorities(Arrays.stream(rs.getString("authorities").split(","))
                                .toArray(String[]::new))
                        .build())
                .optional()
                .orElseThrow(() -> new UsernameNotFoundException("No such account"));
    }

    private Optional<String> hash(String name) {
        return jdbc.sql("select password_hash from accounts where name = ?")
                .param(name)
                .query(String.class)
                .optional();
    }

    private void store(String password, String how) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var changed = jdbc.sql("update accounts set password_hash = ?, changed_at = ? where name = ?")
                .param(encoder.encode(password))
                .param(now)
                .param(ADMINISTRATOR)
                .update();
        if (changed == 0) {
            try {
                jdbc.sql("insert into accounts (name, password_hash, authorities, changed_at) values (?, ?, ?, ?)")
                        .param(ADMINISTRATOR)
                        .param(encoder.encode(password))
                        .param("ROLE_ADMIN,ROLE_USER")
                        .param(now)
                        .update();
            } catch (DuplicateKeyException e) {
                // Another replica made the account at the same moment; with a password in the settings, the same.
                return;
            }
        }
        audit.record("vigia", "password-changed", ADMINISTRATOR, "The administrator's password was " + how + ".");
    }

    private static String generate() {
        var bytes = new byte[GENERATED_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
