package dev.vigia.alerts;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Whose turn it is to write an alert. Two batches about the same would hold each other up in the database, in the end
/// in a
/// circle; here the second waits before it has taken anything.
final class Turns {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private final Set<AlertKey> held = new HashSet<>();

    /// Does the work when none of these is being written by another.
    <T> T during(Collection<AlertKey> alerts, Supplier<T> work) {
        lock.lock();
        try {
            while (!Collections.disjoint(alerts, held)) {
                released.awaitUninterruptibly();
            }
            held.addAll(alerts);
        } finally {
            lock.unlock();
        }
        try {
            return work.get();
        } finally {
            lock.lock();
            try {
                held.removeAll(alerts);
                released.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
