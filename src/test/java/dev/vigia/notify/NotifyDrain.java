package dev.vigia.notify;

import org.springframework.context.ApplicationContext;

/// Sends what is due, for tests in other packages.
public final class NotifyDrain {

    private NotifyDrain() {}

    public static void drain(ApplicationContext context, String receiver) {
        context.getBean(Sending.class).drain(receiver);
    }
}
