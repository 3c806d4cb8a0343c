package dev.vigia.runbooks.files;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param sources where runbooks lie besides the jar; the first wins where two have a document of the same name
@Validated
@ConfigurationProperties("vigia.runbooks")
record PlaceSettings(@DefaultValue List<@Valid Place> sources) {

    /// @param folder inside `vigia.file-roots`
    record Place(@NotBlank String folder) {}
}
