package dev.vigia.versions.dvc;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;

/// The content of a `.dir` object: the files of a tracked folder.
record DirectoryObject(List<Child> children) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{32}");

    record Child(String path, String md5) {}

    /// @param hash as in the lock, with `.dir`
    /// @throws BrokenFileException if the bytes are not those that the hash names, or not a list of files
    static DirectoryObject read(byte[] bytes, String hash) throws BrokenFileException {
        if (!hash.equals(md5(bytes) + ".dir")) {
            throw new BrokenFileException("its bytes have the hash " + md5(bytes));
        }
        List<Child> children = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(tools.jackson.core.ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new BrokenFileException("it is not a list of files");
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                children.add(child(parser));
            }
        } catch (JacksonException e) {
            throw new BrokenFileException("it is not valid JSON");
        }
        return new DirectoryObject(children);
    }

    private static Child child(JsonParser parser) throws BrokenFileException {
        String path = null;
        String md5 = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "md5" -> md5 = parser.getValueAsString();
                case "relpath" -> path = parser.getValueAsString();
                default -> parser.skipChildren();
            }
        }
        if (path == null || md5 == null || !HASH.matcher(md5).matches()) {
            throw new BrokenFileException("a file in it has no path or no hash");
        }
        return new Child(path, md5);
    }

    static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has MD5", e);
        }
    }
}
