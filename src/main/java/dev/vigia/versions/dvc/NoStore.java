package dev.vigia.versions.dvc;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A remote that cannot be asked, for a reason that holds for all its objects.
record NoStore(ObjectAnswer.Unknown answer) implements ObjectStore {

    NoStore(String code, String why) {
        this(new ObjectAnswer.Unknown(code, why));
    }

    @Override
    public ObjectAnswer ask(String key, @Nullable String version) {
        return answer;
    }

    @Override
    public byte[] read(String key, int maxBytes) throws IOException {
        throw new IOException(answer.why());
    }

    @Override
    public int parallel() {
        return 1;
    }
}
