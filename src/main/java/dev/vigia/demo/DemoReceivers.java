package dev.vigia.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;

/// Two receivers of notifications that need no other machine: one takes everything, and one was switched off by its
/// owners, so that what was not told can be looked at. Begun before the settings are read, which name its port.
class DemoReceivers implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        if (!environment.getProperty("vigia.demo", Boolean.class, false)) {
            return;
        }
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> answer(exchange, 404, "there is nothing here"));
            server.createContext("/team-chat", exchange -> answer(exchange, 200, "ok"));
            server.createContext("/old-tickets", exchange -> answer(exchange, 410, "this hook was switched off"));
            server.start();
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource(
                            "demoReceivers",
                            Map.of("demo.receivers.port", server.getAddress().getPort())));
            context.addApplicationListener(event -> {
                if (event instanceof ContextClosedEvent) {
                    server.stop(0);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("The demo's receivers do not start", e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String words) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var body = words.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
