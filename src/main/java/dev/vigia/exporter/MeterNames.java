package dev.vigia.exporter;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Holds the metrics of the parts that Vigía is built on to the rules of Prometheus, as `promtool check metrics` knows
/// them.
@Configuration(proxyBeanMethods = false)
class MeterNames {

    /// Of each of its filters, in names of Java classes: nobody asks for them.
    @Bean
    MeterFilter withoutSpringSecurity() {
        return MeterFilter.denyNameStartsWith("spring.security");
    }

    /// In milliseconds and nanoseconds; `process.cpu.usage` says the same.
    @Bean
    MeterFilter withoutOddUnits() {
        return MeterFilter.deny(id ->
                id.getName().equals("jvm.compilation.time") || id.getName().equals("process.cpu.time"));
    }

    @Bean
    MeterFilter named() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().equals("system.cpu.count") ? id.withName("system.cpus") : id;
            }
        };
    }

    @Bean
    MeterFilter explained() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getDescription() == null
                        ? new Meter.Id(
                                id.getName(),
                                Tags.of(id.getTagsAsIterable()),
                                id.getBaseUnit(),
                                "What Spring Boot calls " + id.getName(),
                                id.getType())
                        : id;
            }
        };
    }
}
