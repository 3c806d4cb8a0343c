package dev.vigia.notify.channels;

import dev.vigia.notify.Answer;
import dev.vigia.notify.Channel;
import dev.vigia.notify.Message;
import dev.vigia.notify.Notice.Phase;
import dev.vigia.notify.Receiver;
import dev.vigia.notify.Receiver.Kind;
import dev.vigia.notify.channels.ChannelHttp.Unanswered;
import dev.vigia.notify.channels.Issues.Declined;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/// An issue a trouble: opened when it begins, commented and closed when it ends. A mark in the text, which nobody
/// sees, names the delivery, so that a second try finds what the first one wrote.
@Component
class IssueChannel implements Channel {

    private static final int LONGEST_TITLE = 240;
    private static final int LONGEST_TEXT = 20_000;

    /// Clocks differ.
    private static final Duration BEFORE = Duration.ofMinutes(10);

    private final ChannelHttp http;
    private final GitHubIssues gitHub;
    private final GitLabIssues gitLab;

    IssueChannel(ChannelHttp http, GitHubIssues gitHub, GitLabIssues gitLab) {
        this.http = http;
        this.gitHub = gitHub;
        this.gitLab = gitLab;
    }

    private interface Step {
        Answer take(Issues issues) throws Unanswered, Declined;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.GITHUB, Kind.GITLAB);
    }

    @Override
    public Answer send(Receiver receiver, Message message) {
        return take(
                receiver,
                issues -> message.notice().phase() == Phase.CLOSES
                        ? close(issues, receiver, message)
                        : open(issues, receiver, message));
    }

    @Override
    public Answer test(Receiver receiver, Message message) {
        return take(receiver, issues -> new Answer.Taken(issues.look(receiver), null));
    }

    private Answer take(Receiver receiver, Step step) {
        try {
            return step.take(receiver.kind() == Kind.GITHUB ? gitHub : gitLab);
        } catch (Declined e) {
            return http.failure(receiver, e.reply());
        } catch (Unanswered e) {
            return ChannelHttp.unanswered(e);
        }
    }

    private static Answer open(Issues issues, Receiver receiver, Message message) throws Unanswered, Declined {
        var before = message.remote();
        if (message.notice().phase() == Phase.OPENS && before != null) {
            var number = Long.parseLong(before);
            if (issues.isOpen(receiver, number)) {
                comment(issues, receiver, message, number);
                return new Answer.Taken("Issue " + number + " was still open: it has one more comment.", before);
            }
        }
        var there = issues.since(receiver, message.since().minus(BEFORE)).stream()
                .filter(issue -> issue.body().contains(mark(message)))
                .findFirst();
        if (there.isPresent()) {
            var number = there.get().number();
            return new Answer.Taken("Issue " + number + " was there already.", Long.toString(number));
        }
        var title = Clipped.to(LONGEST_TITLE, message.title().replace('\n', ' '));
        var number = issues.create(receiver, title, body(message));
        return new Answer.Taken("Issue " + number + " was opened.", Long.toString(number));
    }

    private static Answer close(Issues issues, Receiver receiver, Message message) throws Unanswered, Declined {
        var remembered = message.remote();
        if (remembered == null) {
            return new Answer.Taken("No issue is open for it.", null);
        }
        var number = Long.parseLong(remembered);
        comment(issues, receiver, message, number);
        issues.close(receiver, number);
        return new Answer.Taken("Issue " + number + " was closed.", remembered);
    }

    private static void comment(Issues issues, Receiver receiver, Message message, long number)
            throws Unanswered, Declined {
        var there = issues.comments(receiver, number).stream().anyMatch(comment -> comment.contains(mark(message)));
        if (!there) {
            issues.comment(receiver, number, body(message));
        }
    }

    private static String body(Message message) {
        var notice = message.notice();
        var project = notice.project();
        var link = message.link();
        return Clipped.to(LONGEST_TEXT, message.text())
                + "\n\n" + notice.kind().id() + " · severity "
                + notice.severity().name().toLowerCase(Locale.ROOT)
                + (project == null ? "" : " · project " + project)
                + " · " + notice.at()
                + (link == null ? "" : "\n\n[Open in Vigía](" + link + ")")
                + "\n\n" + mark(message);
    }

    private static String mark(Message message) {
        return "<!-- vigia-delivery: " + message.delivery() + " -->";
    }
}
