package dev.vigia.integrity;

import java.util.List;

/// A version tag with the answers to all checks.
record Answered(Subject subject, List<Finding> findings) {

    String name() {
        return subject.tag().name().value();
    }

    Answered continuing(Finding before) {
        return new Answered(
                subject,
                findings.stream()
                        .map(each -> each.check() == before.check() ? DataCheck.continued(each, before) : each)
                        .toList());
    }
}
