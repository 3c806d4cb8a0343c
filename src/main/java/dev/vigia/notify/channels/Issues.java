package dev.vigia.notify.channels;

import dev.vigia.notify.Receiver;
import dev.vigia.notify.channels.ChannelHttp.Reply;
import dev.vigia.notify.channels.ChannelHttp.Unanswered;
import java.time.Instant;
import java.util.List;

/// What a tracker of issues can be asked for, however it is asked.
interface Issues {

    /// @param number as people call it
    record Issue(long number, String body) {}

    /// The tracker did not do it.
    final class Declined extends Exception {

        private final Reply reply;

        Declined(Reply reply) {
            super("answered " + reply.status());
            this.reply = reply;
        }

        Reply reply() {
            return reply;
        }
    }

    /// Open or closed, and touched since then.
    List<Issue> since(Receiver receiver, Instant time) throws Unanswered, Declined;

    boolean isOpen(Receiver receiver, long number) throws Unanswered, Declined;

    long create(Receiver receiver, String title, String body) throws Unanswered, Declined;

    List<String> comments(Receiver receiver, long number) throws Unanswered, Declined;

    void comment(Receiver receiver, long number, String body) throws Unanswered, Declined;

    void close(Receiver receiver, long number) throws Unanswered, Declined;

    /// What the token may do, as a sentence; writes nothing.
    String look(Receiver receiver) throws Unanswered, Declined;
}
