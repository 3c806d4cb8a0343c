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
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Signs a request in by its token: `Authorization: Bearer <token>`, or Basic with the token as password for
/// tools that know nothing else. A good token always passes; bad ones are counted by address and soon answered
/// with 429, since a token cannot be guessed and a flood of tries is not worth a database query each.
class TokenFilter extends OncePerRequestFilter {

    private static final int LONGEST = 512;

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
        var bearer = token(header).flatMap(tokens::authenticate);
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

    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var address = request.getRemoteAddr();
        var turn = throttle.turn("token/" + address);
        if (turn.isZero()) {
            audit.record("anonymous", "token-refused", address, "");
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            Problems.write(
                    response,
                    HttpStatus.UNAUTHORIZED,
                    "The token is not known, expired or revoked. Ask for a new one under Settings.");
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
