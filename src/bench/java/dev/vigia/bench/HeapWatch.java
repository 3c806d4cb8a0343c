package dev.vigia.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/// The most heap that was still in use after a garbage collection. What was in use before one says little: a
/// collector lets garbage lie as long as there is room.
final class HeapWatch {

    private final AtomicLong most = new AtomicLong();

    private HeapWatch() {}

    static HeapWatch start() {
        var watch = new HeapWatch();
        Set<String> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(pool -> pool.getName())
                .collect(Collectors.toSet());
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(
                        (notification, _) -> {
                            if (notification.getUserData() instanceof CompositeData data) {
                                watch.seen(
                                        GarbageCollectionNotificationInfo.from(data)
                                                .getGcInfo(),
                                        pools);
                            }
                        },
                        null,
                        null);
            }
        }
        return watch;
    }

    private void seen(GcInfo collection, Set<String> pools) {
        long used = collection.getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> pools.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
        most.accumulateAndGet(used, Math::max);
    }

    long megabytes() {
        return most.get() >> 20;
    }
}
