package dev.vigia.platform.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param demo shows the administrator's name and password on the sign-in page
@ConfigurationProperties("vigia")
record DemoSettings(@DefaultValue("false") boolean demo) {}
