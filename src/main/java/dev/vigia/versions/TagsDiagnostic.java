package dev.vigia.versions;

import dev.vigia.platform.Diagnostic;
import dev.vigia.projects.Project;
import dev.vigia.projects.Projects;
import dev.vigia.projects.SourceFailure;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Whether each project's repository answers and has tags that are versions. Nothing is fetched.
@Component
@Order(40)
class TagsDiagnostic implements Diagnostic {

    private final Projects projects;
    private final TagSource source;

    TagsDiagnostic(Projects projects, TagSource source) {
        this.projects = projects;
        this.source = source;
    }

    @Override
    public String part() {
        return "Version tags";
    }

    @Override
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        for (Project project : projects.all()) {
            var git = project.git();
            if (git != null) {
                findings.add(look(project, git));
            }
        }
        return findings;
    }

    private Finding look(Project project, Project.Git git) {
        var key = project.key().value();
        try (var listing = source.list(project)) {
            var naming = new VersionNaming(git.versionTags());
            var all = listing.refs().size();
            var versions = listing.refs().stream()
                    .filter(ref -> naming.version(ref.name()).isPresent())
                    .count();
            return versions > 0 || all == 0
                    ? Finding.ok(key, git.url() + " answers; tags: " + all + ", versions among them: " + versions + ".")
                    : Finding.wrong(
                            key,
                            "None of the " + all + " tags of " + git.url() + " is a version by the pattern "
                                    + git.versionTags().pattern() + ".",
                            "Correct git.version-tags.");
        } catch (SourceFailure e) {
            return Finding.wrong(key, String.valueOf(e.getMessage()), null);
        }
    }
}
