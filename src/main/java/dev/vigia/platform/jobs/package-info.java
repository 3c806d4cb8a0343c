@NullMarked
package dev.vigia.platform.jobs;

import org.jspecify.annotations.NullMarked;
