package dev.vigia.platform.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses sign-ins that a foreign page sends (Vaadin exempts its sign-in form from CSRF tokens), and makes those
/// wait who try too often. Requests have virtual threads: waiting costs next to nothing.
class SignInThrottleFilter extends OncePerRequestFilter {

    private final Throttle throttle;

    SignInThrottleFilter(Throttle throttle) {
        this.throttle = throttle;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !"POST".equals(request.getMethod()) || !"/login".equals(request.getServletPath());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isForeign(request)) {
            Problems.write(response, HttpStatus.FORBIDDEN, "Sign in from Vigía's own page.");
            return;
        }
        var wait = throttle.turn("sign-in/" + request.getRemoteAddr());
        if (wait.isNegative()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "5");
            Problems.write(response, HttpStatus.TOO_MANY_REQUESTS, "Too many tries to sign in. Try again in a minute.");
            return;
        }
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        chain.doFilter(request, response);
    }

    /// Every browser of today says where a form was sent from; whoever says nothing is no browser, and has no
    /// session that could be swapped.
    private static boolean isForeign(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && !origin.endsWith("://" + request.getHeader(HttpHeaders.HOST));
    }
}
