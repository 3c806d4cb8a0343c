package dev.vigia.platform.security;

/// With which name and password anyone may enter the demo: a bean of this makes the sign-in page show them.
record DemoCredentials(String name, String password) {}
