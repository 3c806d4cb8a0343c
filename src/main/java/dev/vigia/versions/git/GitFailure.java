package dev.vigia.versions.git;

import dev.vigia.platform.OutboundRefused;
import dev.vigia.projects.SourceFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.TooLargePackException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.internal.JGitText;
import org.jspecify.annotations.Nullable;

/// Says in our words what went wrong with a repository.
final class GitFailure {

    private GitFailure() {}

    /// Thrown from inside JGit's own calls, which let nothing else through.
    static final class Refused extends IOException {

        final SourceFailure failure;

        Refused(SourceFailure failure) {
            super(failure.getMessage(), failure);
            this.failure = failure;
        }
    }

    static SourceFailure of(String where, Throwable problem) {
        Refused refused = find(problem, Refused.class);
        if (refused != null) {
            return refused.failure;
        }
        if (find(problem, NoRemoteRepositoryException.class) != null) {
            return failure(
                    "git-not-a-repository",
                    "There is no repository at " + where + ", or this account must not see it. Check git.url.",
                    problem);
        }
        if (find(problem, TooLargePackException.class) != null) {
            return tooLarge(where, problem);
        }
        if (find(problem, SocketTimeoutException.class) != null || says(problem, "timed out", "Timeout", "timeout")) {
            return timeout(where, problem);
        }
        if (says(problem, "vigia.network.allowed-cidrs")) {
            return failure(
                    OutboundRefused.CODE,
                    "The address of " + where + " is not in vigia.network.allowed-cidrs.",
                    problem);
        }
        if (find(problem, UnknownHostException.class) != null
                || find(problem, UnresolvedAddressException.class) != null) {
            return failure("git-unreachable", "The host of " + where + " is not known to the name service.", problem);
        }
        if (find(problem, ConnectException.class) != null || find(problem, NoRouteToHostException.class) != null) {
            return failure("git-unreachable", where + " takes no connections.", problem);
        }
        if (find(problem, SSLException.class) != null) {
            return failure(
                    "git-tls", "No trusted encrypted connection to " + where + ": " + text(problem) + ".", problem);
        }
        if (says(problem, "server key did not validate", "key was not verified", "Server key")) {
            return failure(
                    "git-host-key",
                    "The ssh host key of " + where + " is not the one first seen. If that is right, remove its line"
                            + " from git/known_hosts in the data directory.",
                    problem);
        }
        JGitText texts = JGitText.get();
        if (says(
                problem,
                texts.notAuthorized,
                texts.noCredentialsProvider,
                "not permitted",
                "Cannot log in",
                "No more authentication methods",
                "authentication not supported")) {
            return failure(
                    "git-unauthorized",
                    where + " does not let us in. Check git.username, git.password or git.ssh-key.",
                    problem);
        }
        if (find(problem, InterruptedIOException.class) != null) {
            return timeout(where, problem);
        }
        return failure("git-unreachable", "No usable answer from " + where + ": " + text(problem) + ".", problem);
    }

    static SourceFailure timeout(String where, @Nullable Throwable problem) {
        return failure("git-timeout", where + " did not answer in time.", problem);
    }

    static SourceFailure tooLarge(String where, @Nullable Throwable problem) {
        return failure(
                "git-too-large",
                where + " is larger than vigia.git.size-limit allows. Raise it if the repository is to be watched.",
                problem);
    }

    static SourceFailure failure(String code, String sentence, @Nullable Throwable cause) {
        return new SourceFailure(code, sentence, cause);
    }

    private static <T extends Throwable> @Nullable T find(Throwable problem, Class<T> type) {
        int depth = 0;
        for (Throwable at = problem; at != null && depth < 20; at = at.getCause(), depth++) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }

    private static boolean says(Throwable problem, String... words) {
        int depth = 0;
        for (Throwable at = problem; at != null && depth < 20; at = at.getCause(), depth++) {
            String message = at.getMessage();
            for (String word : words) {
                if (message != null && message.contains(word)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// One line, as short as a cell can take; what a server says is no business of a whole screen.
    private static String text(Throwable problem) {
        Throwable told = find(problem, TransportException.class);
        String message = told == null ? problem.getMessage() : told.getMessage();
        String line = message == null
                ? problem.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }
}
