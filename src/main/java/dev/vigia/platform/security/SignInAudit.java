package dev.vigia.platform.security;

import dev.vigia.platform.AuditLog;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/// Writes down who signed in, and who failed to.
@Component
class SignInAudit {

    private final AuditLog audit;
    private final Throttle throttle;

    SignInAudit(AuditLog audit, Throttle throttle) {
        this.audit = audit;
        this.throttle = throttle;
    }

    @EventListener
    void signedIn(InteractiveAuthenticationSuccessEvent event) {
        var address = address(event.getAuthentication());
        throttle.forgive("sign-in/" + address);
        audit.record(event.getAuthentication().getName(), "signed-in", address, "");
    }

    @EventListener
    void failed(AbstractAuthenticationFailureEvent event) {
        audit.record(
                "anonymous",
                "sign-in-failed",
                address(event.getAuthentication()),
                "Tried as " + event.getAuthentication().getName() + ".");
    }

    private static String address(Authentication authentication) {
        return authentication.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : "unknown";
    }
}
