package dev.vigia.platform.security;

/// An endpoint of the API that takes larger bodies than the others and bounds them itself, in size and number. Made
/// known as a bean.
///
/// @param path the whole path, such as `/api/v1/alerts/alertmanager`, or a pattern such as `/api/v1/things/{key}/files`
public record OwnBodyLimit(String path) {}
