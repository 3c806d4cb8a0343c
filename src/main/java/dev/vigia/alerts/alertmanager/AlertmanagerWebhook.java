package dev.vigia.alerts.alertmanager;

import dev.vigia.alerts.AlertIntake;
import dev.vigia.alerts.IntakeBusyException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Takes what an Alertmanager delivers. The answer decides what becomes of it: success only once it is stored for
/// good, 503 for everything that trying again can help, since Alertmanager gives up at once on anything else, and
/// 400, 413 or 415 for what can never be read.
@RestController
class AlertmanagerWebhook {

    static final String PATH = "/api/v1/alerts/alertmanager";
    private static final int LONGEST_NAME = 100;

    private final AlertIntake intake;
    private final WebhookBodies bodies;

    AlertmanagerWebhook(AlertIntake intake, WebhookBodies bodies) {
        this.intake = intake;
        this.bodies = bodies;
    }

    /// @param alerts how many were stored, those that were known among them
    /// @param note what was left out and why; empty if nothing was
    record Receipt(int alerts, int truncated, String note) {}

    /// @param cluster tells the Alertmanagers apart; the members of one high-availability cluster give the same
    @PostMapping(path = PATH)
    @PreAuthorize("hasAuthority('SCOPE_alerts:write')")
    Receipt deliver(
            @RequestParam(defaultValue = "default") String cluster, Principal sender, HttpServletRequest request)
            throws IOException {
        if (cluster.isBlank()
                || cluster.length() > LONGEST_NAME
                || cluster.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("cluster is a name of at most " + LONGEST_NAME + " characters");
        }
        try (var body = bodies.read(request)) {
            try {
                var delivery = WebhookPayload.read(body.bytes()).delivery(cluster, sender.getName(), body.raw());
                intake.store(delivery);
                return new Receipt(delivery.alerts().size(), delivery.truncated(), delivery.note());
            } catch (UnreadableBodyException e) {
                intake.refuse(WebhookPayload.EMPTY.delivery(cluster, sender.getName(), body.raw(), e.reason()));
                throw e;
            }
        }
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> busy(IntakeBusyException e) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header("Retry-After", "5")
                .body(ProblemDetail.forStatusAndDetail(
                        HttpStatus.SERVICE_UNAVAILABLE, e.getMessage() + ". Send it again."));
    }

    @ExceptionHandler
    ProblemDetail unreadable(UnreadableBodyException e) {
        return ProblemDetail.forStatusAndDetail(e.status(), e.reason());
    }
}
