package dev.vigia.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/// `docker-compose.yml`, as far as tests ask about it.
record ComposeFile(String text, Map<String, Service> services, Set<String> volumes, Map<String, String> secrets) {

    /// What stands for a value that is given from outside.
    static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)([^}]*)}");

    /// @param mounts what is mounted, by where it is in the container
    /// @param listens the ports it has inside
    /// @param published by the port inside, where it is outside, such as `127.0.0.1:8080`
    record Service(
            @Nullable String image,
            boolean built,
            boolean checked,
            Map<String, String> environment,
            Map<String, String> mounts,
            Set<Integer> listens,
            Map<Integer, String> published,
            List<String> secrets,
            List<String> command) {

        /// The file here that a path in the container means; null if it is none of ours.
        @Nullable
        Path file(String inside) {
            return mounts.entrySet().stream()
                    .filter(mount -> inside.startsWith(mount.getKey() + "/")
                            && mount.getValue().startsWith("./"))
                    .map(mount -> Path.of(mount.getValue()
                                    + inside.substring(mount.getKey().length()))
                            .normalize())
                    .findFirst()
                    .orElse(null);
        }
    }

    static ComposeFile read() throws IOException {
        var text = Files.readString(Path.of("docker-compose.yml"));
        Map<String, Map<String, Map<String, Object>>> file = new Yaml().load(text.replaceFirst("(?m)^name:.*$", ""));
        var services = new LinkedHashMap<String, Service>();
        file.get("services").forEach((name, service) -> services.put(name, service(service)));
        var secrets = new HashMap<String, String>();
        file.get("secrets").forEach((name, secret) -> secrets.put(name, String.valueOf(secret.get("environment"))));
        return new ComposeFile(text, services, file.get("volumes").keySet(), secrets);
    }

    private static Service service(Map<String, Object> given) {
        var environment = new LinkedHashMap<String, String>();
        if (given.get("environment") instanceof Map<?, ?> all) {
            all.forEach((name, value) -> environment.put(String.valueOf(name), String.valueOf(value)));
        }
        var mounts = new LinkedHashMap<String, String>();
        for (var volume : texts(given.get("volumes"))) {
            var parts = volume.split(":");
            mounts.put(parts[1], parts[0]);
        }
        var published = new HashMap<Integer, String>();
        var listens = new TreeSet<Integer>();
        for (var port : texts(given.get("ports"))) {
            var last = port.lastIndexOf(':');
            published.put(Integer.valueOf(port.substring(last + 1)), port.substring(0, last));
        }
        listens.addAll(published.keySet());
        texts(given.get("expose")).forEach(port -> listens.add(Integer.valueOf(port)));
        return new Service(
                Objects.toString(given.get("image"), null),
                given.containsKey("build"),
                given.containsKey("healthcheck"),
                environment,
                mounts,
                listens,
                published,
                texts(given.get("secrets")),
                texts(given.get("command")));
    }

    /// The one thing of its kind that a file provisions for Grafana.
    ///
    /// @param kind `datasources` or `providers`
    static Map<String, Object> provisioned(String yaml, String kind) {
        Map<String, List<Map<String, Object>>> file = new Yaml().load(yaml.replace("apiVersion: 1", ""));
        return Objects.requireNonNull(file.get(kind)).getFirst();
    }

    private static List<String> texts(@Nullable Object list) {
        var texts = new ArrayList<String>();
        if (list instanceof List<?> all) {
            all.forEach(each -> texts.add(String.valueOf(each)));
        }
        return texts;
    }

    Service service(String name) {
        return Objects.requireNonNull(services.get(name));
    }

    /// A service's environment with these in place of what is given from outside.
    Map<String, String> environment(String service, Map<String, String> given) {
        var filled = new LinkedHashMap<String, String>();
        service(service)
                .environment()
                .forEach((name, value) -> filled.put(
                        name,
                        VARIABLE.matcher(value)
                                .replaceAll(found -> Objects.requireNonNull(given.get(found.group(1))))));
        return filled;
    }
}
