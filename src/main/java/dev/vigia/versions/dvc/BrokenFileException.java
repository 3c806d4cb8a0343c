package dev.vigia.versions.dvc;

/// A file of the tree that cannot be used, and why, in words a person understands.
class BrokenFileException extends Exception {

    BrokenFileException(String why) {
        super(why);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
