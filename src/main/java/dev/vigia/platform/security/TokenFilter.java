package dev.vigia.platform.security;

import dev.vigia.platform.AuditLog;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Signs a request in by its token: `Authorization: Bearer <token>`, or Basic with the token as password for
/// tools that know nothing else. A good token always passes; bad ones are counted by address and soon answered
/// with 429, since a token cannot be guessed and a flood of tries is not worth a database query each.
class TokenFilter extends OncePerRequestFilter {

    private static final int LONGEST = 512;
    private static final long PATIENCE_MILLIS = 1_500;

    private final Tokens tokens;
    private final Throttle throttle;
    private final AuditLog audit;

    TokenFilter(Tokens tokens, Throttle throttle, AuditLog audit) {
        this.tokens = tokens;
        this.throttle = throttle;
        this.audit = audit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Tokens.Bearer> bearer;
        try {
            bearer = token(header).flatMap(this::authenticate);
        } catch (DataAccessException | TransactionException e) {
            // Not a word about the token: it may be a good one, and its owner must not give up.
            response.setHeader(HttpHeaders.RETRY_AFTER, "5");
            Problems.write(
                    response, HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer. Try again in a while.");
            return;
        }
        if (bearer.isEmpty()) {
            refuse(request, response);
            return;
        }
        var authorities = bearer.get().scopes().stream()
                .map(scope -> new SimpleGrantedAuthority(scope.authority()))
                .toList();
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(bearer.get().name(), null, authorities));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    /// Waits for a sick database no longer than a sender of alerts would for us.
    private Optional<Tokens.Bearer> authenticate(String token) {
        var answer = new CompletableFuture<Optional<Tokens.Bearer>>();
        Thread.ofVirtual().name("token").start(() -> {
            try {
                answer.complete(tokens.authenticate(token));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new QueryTimeoutException("The token could not be looked up in time", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryTimeoutException("Vigía is stopping", e);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var address = request.getRemoteAddr();
        var turn = throttle.turn("token/" + address);
        if (turn.isZero()) {
            audit.record("anonymous", "token-refused", address, "");
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            Problems.write(
                    response,
                    HttpStatus.UNAUTHORIZED,
                    "The token is not known, expired or revoked. Ask whoever runs Vigía for one.");
        } else {
            response.setHeader(HttpHeaders.RETRY_AFTER, "5");
            Problems.write(
                    response, HttpStatus.TOO_MANY_REQUESTS, "Too many bad tokens from this address. Try again later.");
        }
    }

    private static Optional<String> token(String header) {
        var parts = header.strip().split("\\s+", 2);
        if (parts.length != 2 || header.length() > 2 * LONGEST) {
            return Optional.empty();
        }
        if (parts[0].equalsIgnoreCase("Bearer")) {
            return Optional.of(parts[1]).filter(token -> token.length() <= LONGEST);
        }
        if (!parts[0].equalsIgnoreCase("Basic")) {
            return Optional.empty();
        }
        try {
            var pair = new String(Base64.getDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return Optional.of(pair.substring(pair.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
