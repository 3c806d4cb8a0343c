package dev.vigia.platform.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param adminPassword of the account `admin`; without it one is generated and printed at the first start
/// @param bootstrapToken an API token with every scope, for first set-up and CI; any text
/// @param tokens what programs that are set up together with Vigía use, each for its own purpose
@Validated
@ConfigurationProperties("vigia.security")
record SecuritySettings(
        @Nullable String adminPassword,
        @Nullable String bootstrapToken,
        @DefaultValue List<@Valid Given> tokens) {

    @AssertTrue(message = "expected tokens[] of which no two share a name or a token, and none that is bootstrap-token")
    boolean isToldApart() {
        return distinct(tokens.stream().map(Given::name))
                && distinct(
                        Stream.concat(Stream.of(bootstrapToken), tokens.stream().map(Given::token)));
    }

    /// What is not there is another condition's matter.
    private static boolean distinct(Stream<@Nullable String> texts) {
        var given = texts.filter(Objects::nonNull).toList();
        return new HashSet<>(given).size() == given.size();
    }

    /// @param name under which the audit log has what was done with it
    /// @param token any text that nobody guesses
    record Given(
            @NotNull(message = "expected a name, such as prometheus")
            @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,39}", message = "expected small letters, digits and dashes")
            @Nullable
            String name,

            @NotNull(message = "expected a token, such as openssl rand -hex 24 gives")
            @Pattern(
                    regexp = "[!-~]{20,500}",
                    message = "expected 20 to 500 characters without blanks, such as openssl rand -hex 24 gives")
            @Nullable
            String token,

            @NotEmpty(message = "expected what it may do, such as metrics:read") @DefaultValue
            Set<Scope> scopes) {

        @Override
        public String toString() {
            return "Given[" + name + "]";
        }
    }

    @Override
    public String toString() {
        return "SecuritySettings[••••]";
    }
}
