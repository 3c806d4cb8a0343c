package dev.vigia.runbooks;

/// A document as it lies in its place.
///
/// @param path relative to the place, with slashes, such as `etcd/etcdMembersDown.md`
public record RunbookFile(String path, String text) {}
