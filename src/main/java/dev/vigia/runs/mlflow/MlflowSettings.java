package dev.vigia.runs.mlflow;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// @param deadline longest time for one request, from its start to the last byte of the answer
/// @param pageSize runs asked for at once; halved while an answer is larger than `largestAnswer`
/// @param windows spans of start time that are read side by side
/// @param largestAnswer more than this is not read
/// @param patience first wait before a request that was turned away for the moment is repeated; it doubles
/// @param rest for how long a server is left alone after three failures in a row; it doubles, up to eightfold
@Validated
@ConfigurationProperties("vigia.mlflow")
record MlflowSettings(
        @NotNull @DefaultValue("5s") Duration connectTimeout,
        @NotNull @DefaultValue("60s") Duration deadline,
        @Min(1) @Max(50_000) @DefaultValue("1000") int pageSize,
        @Min(1) @Max(16) @DefaultValue("4") int windows,
        @NotNull @DefaultValue("48MB") DataSize largestAnswer,
        @NotNull @DefaultValue("1s") Duration patience,
        @NotNull @DefaultValue("15s") Duration rest) {}
