package dev.vigia.runbooks.files;

import dev.vigia.runbooks.RunbookFile;
import dev.vigia.runbooks.RunbookSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// The runbooks in the jar.
final class ShippedRunbooks implements RunbookSource {

    private static final String FOLDER = "runbooks/";

    private @Nullable List<RunbookFile> files;

    @Override
    public String origin() {
        return "shipped with Vigía";
    }

    @Override
    public boolean canChange() {
        return false;
    }

    @Override
    public synchronized List<RunbookFile> read() throws IOException {
        var known = files;
        if (known == null) {
            known = List.copyOf(found());
            files = known;
        }
        return known;
    }

    private static List<RunbookFile> found() throws IOException {
        var found = new ArrayList<RunbookFile>();
        for (var resource : new PathMatchingResourcePatternResolver().getResources("classpath:" + FOLDER + "**/*.md")) {
            var address = resource.getURL().getPath();
            found.add(new RunbookFile(
                    address.substring(address.lastIndexOf("/" + FOLDER) + FOLDER.length() + 1),
                    resource.getContentAsString(StandardCharsets.UTF_8)));
        }
        return found;
    }
}
