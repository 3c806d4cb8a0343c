package dev.vigia.alerts;

/// What an alert is known by: where it comes from and the fingerprint of its labels.
public record AlertKey(String cluster, long fingerprint) implements Comparable<AlertKey> {

    /// As Alertmanager writes it: 16 hex digits.
    public String hex() {
        return Fingerprint.hex(fingerprint);
    }

    @Override
    public int compareTo(AlertKey other) {
        var byCluster = cluster.compareTo(other.cluster);
        return byCluster == 0 ? Long.compare(fingerprint, other.fingerprint) : byCluster;
    }
}
