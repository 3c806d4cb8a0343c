package dev.vigia.notify;

import dev.vigia.platform.Diagnostic;
import dev.vigia.platform.Outbound;
import dev.vigia.platform.OutboundRefused;
import dev.vigia.projects.Projects;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Whether receivers of notifications can be connected to. Nobody is told anything: that is for the button on the
/// screen.
@Component
@Order(68)
class ReceiversDiagnostic implements Diagnostic {

    private static final int MILLIS = 5_000;

    private final NotificationSettings settings;
    private final Projects projects;
    private final Outbound outbound;

    ReceiversDiagnostic(NotificationSettings settings, Projects projects, Outbound outbound) {
        this.settings = settings;
        this.projects = projects;
        this.outbound = outbound;
    }

    @Override
    public String part() {
        return "Notifications";
    }

    @Override
    public List<Finding> look() {
        var keys = projects.all().stream().map(project -> project.key().value()).collect(Collectors.toSet());
        // The outbox, which knows them too, would enter them into the database.
        return new SettingsReader(settings, keys)
                .receivers().stream().map(this::look).toList();
    }

    private Finding look(Receiver receiver) {
        var uri = receiver.uri();
        var host = uri.getHost();
        try {
            outbound.check(uri);
            connect(uri);
            return Finding.ok(receiver.name(), host + " is reached; nothing was sent.");
        } catch (SSLException e) {
            return Finding.wrong(
                    receiver.name(),
                    host + " answers, but not as a trustworthy https server: " + e.getMessage() + ".",
                    "Correct its url, or have Java trust its certificate.");
        } catch (IOException e) {
            return Finding.wrong(
                    receiver.name(),
                    host + " is not reached: " + e + ".",
                    "Correct its url, or let Vigía's machine reach it.");
        } catch (OutboundRefused e) {
            return Finding.wrong(receiver.name(), String.valueOf(e.getMessage()), null);
        }
    }

    private static void connect(URI uri) throws IOException {
        var tls = "https".equalsIgnoreCase(uri.getScheme());
        var port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), port), MILLIS);
            socket.setSoTimeout(MILLIS);
            if (tls && SSLSocketFactory.getDefault() instanceof SSLSocketFactory factory) {
                try (var secured = (SSLSocket) factory.createSocket(socket, uri.getHost(), port, true)) {
                    var parameters = secured.getSSLParameters();
                    parameters.setEndpointIdentificationAlgorithm("HTTPS");
                    secured.setSSLParameters(parameters);
                    secured.startHandshake();
                }
            }
        }
    }
}
