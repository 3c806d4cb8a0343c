package dev.vigia.integrity;

import dev.vigia.versions.DataOutput;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The sentences about data and its remotes.
final class DataReasons {

    private DataReasons() {}

    static String headline(Finding finding, Instant now) {
        if (!(finding.evidence() instanceof Evidence.Data data)) {
            return finding.code() == Code.TREE_NOT_READ ? "Tag not read yet" : "No data to push";
        }
        return switch (finding.code()) {
            case OBJECT_MISSING -> data.lost() + " of " + Reasons.count(data.outputs(), "output") + " not pushed";
            case NEVER_PUSHED -> "Data never pushed";
            case OBJECT_DAMAGED -> data.lost() + " of " + Reasons.count(data.outputs(), "output") + " damaged";
            case REMOTE_UNREACHABLE -> "Remote" + remote(data) + " silent" + since(data, now);
            case REMOTE_REFUSED -> "Remote" + remote(data) + " refuses us";
            case REMOTE_UNKNOWN -> "Remote" + remote(data) + " unknown";
            case REMOTE_UNSUPPORTED -> "Remote" + remote(data) + " cannot be asked";
            case NO_HASH -> data.unknown() + " of " + Reasons.count(data.outputs(), "output") + " never run";
            case DATA_NOT_CHECKED -> "Data not checked yet";
            case STAGE_NEVER_RUN, OUTPUTS_UNKNOWN -> "Outputs unknown";
            case DATA_PUSHED, DATA_PUSHED_SHALLOW -> "Data pushed";
            case NOTHING_TO_PUSH -> "No data to push";
            default -> data.unknown() + " of " + Reasons.count(data.outputs(), "output") + " unknown";
        };
    }

    static String reason(Code code, Evidence.Data data, Instant now) {
        var faults = data.faults();
        var count = Reasons.count(data.outputs(), "output");
        return switch (code) {
            case DATA_PUSHED -> data.present() + " of " + count + " pushed, every object there.";
            case DATA_PUSHED_SHALLOW ->
                data.present() + " of " + count
                        + " pushed; folders were not looked into, there are too many objects. Ask for a deep check to be sure.";
            case NEVER_PUSHED -> "None of the " + count + " was pushed: " + named(faults) + ".";
            case OBJECT_MISSING ->
                data.lost() + " of " + count + " not in the remote: " + named(faults) + "." + alsoUnknown(data);
            case OBJECT_DAMAGED ->
                data.lost() + " of " + count + " damaged in the remote: " + named(faults) + "." + alsoUnknown(data);
            case DATA_NOT_CHECKED -> "Nobody has asked the remote for this tag's data yet.";
            case OUTPUTS_UNKNOWN -> "What the outputs of this tag are cannot be told from its files.";
            default ->
                data.unknown() + " of " + count + " cannot be judged" + since(data, now) + ": "
                        + faults.stream()
                                .map(fault -> sentence(fault.code(), fault.remote(), fault.detail()))
                                .distinct()
                                .limit(3)
                                .collect(Collectors.joining(" "));
        };
    }

    /// One output in a sentence.
    static String output(DataOutput output) {
        return switch (output.presence()) {
            case PRESENT ->
                output.directory() && !output.deep()
                        ? "In the remote; the folder's files were not asked for."
                        : "In the remote.";
            case MISSING, DAMAGED, UNKNOWN -> sentence(output.code(), output.remote(), output.detail());
        };
    }

    private static String sentence(String code, @Nullable String remote, List<String> detail) {
        var where = remote == null ? "the remote" : "remote " + remote;
        var said = detail.isEmpty() ? "" : ": " + Reasons.names(detail);
        var sentence = switch (code) {
            case "object-missing" -> "Not in " + where + said + ".";
            case "child-missing" -> "Files of the folder are not in " + where + said + ".";
            case "object-damaged", "child-damaged" ->
                "In " + where + ", but not with the content the lock names" + said + ".";
            case "remote-unreachable" -> capital(where) + " does not answer" + said + ".";
            case "remote-refused" -> capital(where) + " refuses us" + said + ".";
            case "remote-unknown" -> "Where " + where + " is cannot be told" + said + ".";
            case "remote-unsupported" -> capital(where) + " is of a kind that cannot be asked" + said + ".";
            case "no-hash" -> "The lock has no hash of it: its stage was never run.";
            case "stage-never-run" -> "It was never made" + said + ".";
            case "flags-unclear" -> "Whether a push carries it cannot be told" + said + ".";
            case "external-output" -> "The output lies outside the repository: no push of this tag carries it.";
            case "file-unreadable", "lock-unreadable" -> "What should be there cannot be told" + said + ".";
            default -> capital(code.replace('-', ' ')) + said + ".";
        };
        // What is said may be a sentence already.
        return sentence.endsWith("..") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private static String named(List<Evidence.Output> faults) {
        return Reasons.names(faults.stream()
                .map(fault ->
                        fault.hash() == null ? fault.path() : fault.path() + " (" + Reasons.shortId(fault.hash()) + ")")
                .toList());
    }

    private static String alsoUnknown(Evidence.Data data) {
        return data.unknown() == 0 ? "" : " " + data.unknown() + " more could not be judged.";
    }

    private static String remote(Evidence.Data data) {
        var names = data.faults().stream()
                .map(Evidence.Output::remote)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return names.size() == 1 ? " " + names.getFirst() : "";
    }

    private static String since(Evidence.Data data, Instant now) {
        return data.since() == null ? "" : " " + Reasons.age(data.since(), now);
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
