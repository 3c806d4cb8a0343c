/// The screens in a real browser.
package dev.vigia.e2e;
