package dev.vigia.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// Whoever is told: remembers every request, and answers as a test says, by the first part of the path.
public final class Recorder {

    /// For the settings of tests, as a placeholder: the same context serves several classes.
    public static final String PORT = "notify.test.port";

    private static final Recorder SHARED = new Recorder();

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Request, Reply>> answers = new ConcurrentHashMap<>();

    /// @param headers by their names in lower case
    public record Request(String method, String path, Map<String, String> headers, String body) {

        public String delivery() {
            return headers.get("x-vigia-delivery");
        }
    }

    public record Reply(int status, String body, Map<String, String> headers) {

        /// The connection is closed instead of an answer.
        public static final Reply NONE = new Reply(0, "", Map.of());

        /// Success whose body never ends.
        public static final Reply ENDLESS = new Reply(-1, "", Map.of());

        public static Reply of(int status, String body) {
            return new Reply(status, body, Map.of());
        }
    }

    private Recorder() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
        System.setProperty(PORT, String.valueOf(server.getAddress().getPort()));
    }

    public static Recorder shared() {
        return SHARED;
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
    }

    /// @param place the first part of the path
    public void on(String place, Function<Request, Reply> answer) {
        answers.put(place, answer);
    }

    public void on(String place, int status, String body) {
        on(place, _ -> Reply.of(status, body));
    }

    public List<Request> requests(String place) {
        return requests.stream().filter(request -> place(request).equals(place)).toList();
    }

    public void forget() {
        requests.clear();
        answers.clear();
    }

    private static String place(Request request) {
        return request.path().split("[/?]", 3)[1];
    }

    private void handle(HttpExchange exchange) throws IOException {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        var request = new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var reply =
                answers.getOrDefault(place(request), _ -> Reply.of(200, "ok")).apply(request);
        requests.add(request);
        if (reply == Reply.NONE) {
            exchange.close();
            return;
        }
        reply.headers().forEach(exchange.getResponseHeaders()::add);
        if (reply == Reply.ENDLESS) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('o');
            exchange.getResponseBody().flush();
            return;
        }
        var body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
