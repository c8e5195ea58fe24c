// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisementListener;
import org.ravning.api.AdvertisementStream;
import org.ravning.api.BleScanner;
import org.ravning.api.DeviceId;
import org.ravning.api.ScanRequest;
import org.ravning.api.Sighting;
import org.ravning.api.Subscription;

/** A scanner that hears what a test says. */
final class FakeScanner implements BleScanner {
    private @Nullable AdvertisementListener listener;
    private final Set<Subscription> running = new HashSet<>();

    @Override
    public Subscription scan(ScanRequest request, AdvertisementListener newListener) {
        listener = newListener;
        Subscription scan = new Subscription() {
            @Override
            public long dropped() {
                return 0;
            }

            @Override
            public boolean isActive() {
                return running.contains(this);
            }

            @Override
            public void close() {
                running.remove(this);
            }
        };
        running.add(scan);
        return scan;
    }

    @Override
    public Optional<Advertisement> findFirst(
            ScanRequest request, Predicate<? super Advertisement> match, Duration limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Sighting> lastHeard(DeviceId device) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AdvertisementStream stream(ScanRequest request) {
        throw new UnsupportedOperationException();
    }

    AdvertisementListener listener() {
        return Objects.requireNonNull(listener, "no scan was started");
    }

    int running() {
        return running.size();
    }
}
