package dev.vigia.runbooks.files;

import dev.vigia.projects.GitLocation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param sources where runbooks lie besides the jar; the first wins where two have a document of the same name
@Validated
@ConfigurationProperties("vigia.runbooks")
record PlaceSettings(@DefaultValue List<@Valid Place> sources) {

    /// @param git a repository, in the forms that projects' have
    /// @param branch of the repository
    /// @param folder inside the repository; without one, a local folder inside `vigia.file-roots`
    record Place(
            @Nullable String git,
            @NotBlank @DefaultValue("main") String branch,
            @Nullable String folder,
            @Nullable String username,
            @Nullable String password,
            @Nullable String sshKey) {

        @AssertTrue(message = "expected a folder, or git and perhaps a folder of that repository")
        boolean isSomewhere() {
            return git != null || (folder != null && !folder.isBlank());
        }

        @AssertTrue(message = "git: " + GitLocation.EXPECTED)
        boolean isGitUnderstood() {
            try {
                return git == null || GitLocation.of(git) != null;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
