package dev.vigia.runbooks.files;

import dev.vigia.runbooks.RunbookFile;
import dev.vigia.runbooks.RunbookSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/// The runbooks in the jar. Any other place may replace one by a document of the same name.
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class ShippedRunbooks implements RunbookSource {

    private static final String FOLDER = "runbooks/";

    @Override
    public String origin() {
        return "shipped with Vigía";
    }

    @Override
    public List<RunbookFile> read() throws IOException {
        var files = new ArrayList<RunbookFile>();
        for (var resource : new PathMatchingResourcePatternResolver().getResources("classpath:" + FOLDER + "**/*.md")) {
            var address = resource.getURL().getPath();
            files.add(new RunbookFile(
                    address.substring(address.lastIndexOf("/" + FOLDER) + FOLDER.length() + 1),
                    resource.getContentAsString(StandardCharsets.UTF_8)));
        }
        return files;
    }
}
