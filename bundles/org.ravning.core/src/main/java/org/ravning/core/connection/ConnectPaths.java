// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.DeviceId;
import org.ravning.core.adapter.DefaultBleAdapter;
import org.ravning.core.dispatch.CoreThreads;

/** The ways to devices, one through each adapter, and which of them is best now. */
final class ConnectPaths {
    private final DeviceFinder finder;
    private final CoreThreads threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final IdentityHashMap<DefaultBleAdapter, ConnectPath> paths = new IdentityHashMap<>();

    ConnectPaths(DeviceFinder finder, CoreThreads threads) {
        this.finder = finder;
        this.threads = threads;
    }

    DeviceFinder finder() {
        return finder;
    }

    ConnectPath through(DefaultBleAdapter adapter) {
        lock.lock();
        try {
            return paths.computeIfAbsent(adapter, fresh -> new ConnectPath(fresh, threads));
        } finally {
            lock.unlock();
        }
    }

    void remove(DefaultBleAdapter adapter) {
        lock.lock();
        try {
            paths.remove(adapter);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the best way to a device that was heard lately: strong, and not busy, failing or full. */
    Optional<DeviceFinder.Found> best(DeviceId device, @Nullable AdapterId only, Set<AdapterId> avoided) {
        List<DeviceFinder.Found> all = finder.heardLately(device, only).stream()
                .filter(found -> !avoided.contains(found.adapter().id()))
                .sorted(Comparator.comparingInt(DeviceFinder.Found::rssi).reversed())
                .collect(Collectors.toList());
        double gap = all.size() < 2
                ? 1
                : Math.max(1, (double) all.get(0).rssi() - all.get(1).rssi());
        return all.stream()
                .max(Comparator.comparingDouble(
                        found -> through(found.adapter()).score(device, found.rssi(), gap)));
    }

    /** Returns the first adapter that can connect now. */
    Optional<DefaultBleAdapter> usable(@Nullable AdapterId only, Set<AdapterId> avoided) {
        return finder.usable(only).stream()
                .filter(adapter -> !avoided.contains(adapter.id()))
                .findFirst();
    }

    /** Returns how many attempts wait for their turn. */
    long waiting() {
        return all().stream().mapToLong(path -> path.turns().waiting()).sum();
    }

    /** Returns how many attempts have their turn. */
    long connecting() {
        return all().stream().mapToLong(path -> path.turns().holding()).sum();
    }

    private List<ConnectPath> all() {
        lock.lock();
        try {
            return List.copyOf(paths.values());
        } finally {
            lock.unlock();
        }
    }
}
