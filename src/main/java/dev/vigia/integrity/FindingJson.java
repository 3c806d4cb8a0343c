package dev.vigia.integrity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// How findings are stored. Its own mapper, so that no setting of the web layer changes what lies in the database.
final class FindingJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
    private static final ObjectWriter WRITER = MAPPER.writerFor(new TypeReference<List<Finding>>() {});
    private static final ObjectReader READER = MAPPER.readerFor(new TypeReference<List<Finding>>() {});
    private static final ObjectReader NAMES = MAPPER.readerFor(new TypeReference<List<String>>() {});

    private FindingJson() {}

    static String write(List<Finding> findings) {
        return WRITER.writeValueAsString(findings);
    }

    static List<Finding> read(String json) {
        return READER.readValue(json);
    }

    static String writeNames(Collection<String> names) {
        return MAPPER.writeValueAsString(names);
    }

    static List<String> readNames(String json) {
        return NAMES.readValue(json);
    }
}
