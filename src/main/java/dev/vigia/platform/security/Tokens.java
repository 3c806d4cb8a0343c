package dev.vigia.platform.security;

import dev.vigia.platform.AuditLog;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Door to the API tokens. A token is `vigia_<id>_<secret>`; the secret has 256 random bits, so that a plain
/// SHA-256 of it is enough to store. It is shown once, when it is made.
@Service
public class Tokens {

    private static final Pattern FORM = Pattern.compile("vigia_([a-z0-9]{12})_([A-Za-z0-9_-]{43})");
    private static final Duration LONGEST_LIFE = Duration.ofDays(366);
    private static final Duration USE_GRAIN = Duration.ofMinutes(1);
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 6;
    private static final String NOBODYS_HASH = hash("nobody's");

    private final JdbcClient jdbc;
    private final List<Given> given;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final KnownBearers bearers = new KnownBearers();

    Tokens(JdbcClient jdbc, SecuritySettings settings, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.given = given(settings);
        this.audit = audit;
        this.clock = clock;
    }

    /// @param purpose what its maker wrote about it
    public record Token(
            String id,
            String owner,
            String purpose,
            Set<Scope> scopes,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {}

    /// A new token with the text that is never shown again.
    public record Issued(Token token, String text) {

        @Override
        public String toString() {
            return "Issued[" + token.id() + "]";
        }
    }

    /// Whom a token speaks for.
    record Bearer(String name, Set<Scope> scopes) {}

    /// @param life how long it is good for, a year at most
    @Transactional
    public Issued issue(String owner, String purpose, Set<Scope> scopes, Duration life) {
        if (life.isNegative() || life.isZero() || life.compareTo(LONGEST_LIFE) > 0) {
            throw new IllegalArgumentException("A token expires, after a year at the latest");
        }
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("A token has at least one scope");
        }
        var id = HexFormat.of().formatHex(bytes(ID_BYTES));
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(SECRET_BYTES));
        var now = clock.instant();
        var token = new Token(id, owner, purpose, Set.copyOf(scopes), now, now.plus(life), null, null);
        jdbc.sql("""
                        insert into api_tokens (id, secret_hash, owner, purpose, scopes, created_at, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(id)
                .param(hash(secret))
                .param(owner)
                .param(purpose)
                .param(scopes.stream().map(Scope::name).sorted().collect(Collectors.joining(",")))
                .param(now.atOffset(ZoneOffset.UTC))
                .param(token.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
        audit.record(owner, "token-issued", id, purpose);
        return new Issued(token, "vigia_" + id + "_" + secret);
    }

    @Transactional
    public void revoke(String actor, String id) {
        var revoked = jdbc.sql("update api_tokens set revoked_at = ? where id = ? and revoked_at is null")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .param(id)
                .update();
        if (revoked > 0) {
            bearers.forget();
            audit.record(actor, "token-revoked", id, "");
        }
    }

    /// Newest first, expired and revoked ones too.
    public List<Token> all() {
        return jdbc.sql("select * from api_tokens order by created_at desc, id")
                .query((rs, row) -> token(rs))
                .list();
    }

    /// The tokens that settings give; there are few.
    private static List<Given> given(SecuritySettings settings) {
        var all = settings.tokens().stream()
                .map(token -> new Given(
                        hash(String.valueOf(token.token())), new Bearer("token:" + token.name(), token.scopes())));
        var bootstrap = Stream.ofNullable(settings.bootstrapToken())
                .filter(text -> !text.isBlank())
                .map(text -> new Given(hash(text), new Bearer("token:bootstrap", EnumSet.allOf(Scope.class))));
        return Stream.concat(bootstrap, all).toList();
    }

    private record Given(String hash, Bearer bearer) {}

    /// Takes as long for a token that does not exist as for one that does.
    Optional<Bearer> authenticate(String text) {
        var hash = hash(text);
        for (var token : given) {
            if (same(token.hash(), hash)) {
                return Optional.of(token.bearer());
            }
        }
        var before = bearers.find(hash, clock.instant());
        if (before.isPresent()) {
            return before;
        }
        var form = FORM.matcher(text);
        var wellFormed = form.matches();
        var found = jdbc.sql("select * from api_tokens where id = ?")
                .param(wellFormed ? form.group(1) : "")
                .query((rs, row) -> new Stored(token(rs), rs.getString("secret_hash")))
                .optional();
        var right = same(found.map(Stored::secretHash).orElse(NOBODYS_HASH), hash(wellFormed ? form.group(2) : ""));
        return found.filter(stored -> right && isGood(stored.token())).map(stored -> {
            used(stored.token());
            var bearer =
                    new Bearer("token:" + stored.token().id(), stored.token().scopes());
            bearers.remember(hash, bearer, clock.instant(), stored.token().expiresAt());
            return bearer;
        });
    }

    private record Stored(Token token, String secretHash) {}

    private boolean isGood(Token token) {
        return token.revokedAt() == null && token.expiresAt().isAfter(clock.instant());
    }

    private void used(Token token) {
        var now = clock.instant();
        var last = token.lastUsedAt();
        if (last == null || last.plus(USE_GRAIN).isBefore(now)) {
            jdbc.sql("update api_tokens set last_used_at = ? where id = ?")
                    .param(now.atOffset(ZoneOffset.UTC))
                    .param(token.id())
                    .update();
        }
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.US_ASCII), b.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static Token token(java.sql.ResultSet rs) throws java.sql.SQLException {
        return new Token(
                rs.getString("id"),
                rs.getString("owner"),
                rs.getString("purpose"),
                Arrays.stream(rs.getString("scopes").split(","))
                        .map(Scope::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                rs.getObject("created_at", OffsetDateTime.class).toInstant(),
                rs.getObject("expires_at", OffsetDateTime.class).toInstant(),
                instant(rs.getObject("last_used_at", OffsetDateTime.class)),
                instant(rs.getObject("revoked_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
