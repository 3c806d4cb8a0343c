package dev.vigia.platform;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the log would say in the form of the Elastic Common Schema, from here to the end, at INFO and above.
public final class EcsLines implements AutoCloseable {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Logger logger;
    private final Level before;
    private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();

    private EcsLines(String name) {
        logger = (Logger) LoggerFactory.getLogger(name);
        before = logger.getLevel();
        var context = new LoggerContext();
        context.putObject(Environment.class.getName(), new MockEnvironment());
        var encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat("ecs");
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(out);
        appender.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(appender);
    }

    /// @param name of a logger, with all below it
    public static EcsLines of(String name) {
        return new EcsLines(name);
    }

    /// Every line; fails if one is not JSON.
    public List<JsonNode> all() {
        return text().lines().map(JsonMapper.shared()::readTree).toList();
    }

    /// Those that tell of this.
    public List<JsonNode> of(String action, Map<String, String> fields) {
        return all().stream()
                .filter(line -> action.equals(at(line, "event.action")))
                .filter(line -> fields.entrySet().stream()
                        .allMatch(field -> field.getValue().equals(at(line, field.getKey()))))
                .toList();
    }

    /// @param field with dots; its value as text, empty if the line has no such field
    public static String at(JsonNode line, String field) {
        var value = line.at("/" + field.replace('.', '/'));
        return value.isMissingNode() ? "" : value.asString();
    }

    public String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setLevel(before);
        appender.stop();
    }
}
