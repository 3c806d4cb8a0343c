@NullMarked
package dev.vigia.platform.security;

import org.jspecify.annotations.NullMarked;
