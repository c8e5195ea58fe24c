// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a scan wants to hear. Conditions of different kinds must all hold; several values of one kind are alternatives;
 * an empty set is no condition.
 *
 * @param mode active or passive
 * @param adapter the one adapter to scan with; null means every adapter, present and future
 * @param serviceUuids services of which one must be advertised (in the list of services or as service data)
 * @param names local names of which one must be sent, compared exactly
 * @param devices devices of which one must be the sender
 * @param minRssi the weakest signal wanted, in dBm; -128 admits all; packets without RSSI always pass
 * @param waitForAdapter whether a scan may start while no adapter is usable, and begins when one is
 * @param queueCapacity how many advertisements may wait for a slow listener, 1 to 1,000,000
 * @param overflow which are lost when that queue is full
 * @param platform options of single operating systems; each backend reads its own and ignores the others
 */
public record ScanRequest(
        ScanMode mode,
        @Nullable AdapterId adapter,
        Set<UUID> serviceUuids,
        Set<String> names,
        Set<DeviceId> devices,
        int minRssi,
        boolean waitForAdapter,
        int queueCapacity,
        Overflow overflow,
        List<PlatformOptions> platform) {
    private static final int DEFAULT_QUEUE_CAPACITY = 4096;

    /** Checks ranges and copies the sets. */
    public ScanRequest {
        serviceUuids = Set.copyOf(serviceUuids);
        names = Set.copyOf(names);
        devices = Set.copyOf(devices);
        platform = List.copyOf(platform);
        if (queueCapacity < 1 || queueCapacity > 1_000_000) {
            throw new IllegalArgumentException("queue capacity is 1 to 1000000, not " + queueCapacity);
        }
    }

    /** Returns a request for everything, active, on every adapter. */
    public static ScanRequest everything() {
        return builder().build();
    }

    /** Returns a builder that starts from a request for everything. */
    public static Builder builder() {
        return new Builder();
    }

    /** Says whether the advertisement meets the conditions (the adapter's included). */
    public boolean admits(Advertisement advertisement) {
        return (adapter == null || adapter.equals(advertisement.heardBy()))
                && (devices.isEmpty() || devices.contains(advertisement.device()))
                && (advertisement.rssi() >= minRssi)
                && admitsName(advertisement.localName())
                && (serviceUuids.isEmpty() || advertisement.offersOneOf(serviceUuids))
                && admittedByPlatform(advertisement);
    }

    private boolean admittedByPlatform(Advertisement advertisement) {
        for (PlatformOptions options : platform) {
            if (options.backend().equals(advertisement.heardBy().backend()) && !options.admits(advertisement)) {
                return false;
            }
        }
        return true;
    }

    private boolean admitsName(@Nullable String localName) {
        return names.isEmpty() || localName != null && names.contains(localName);
    }

    /** Collects the conditions of a scan; not for use by several threads at once. */
    public static final class Builder {
        private ScanMode mode = ScanMode.ACTIVE;
        private @Nullable AdapterId adapter;
        private final Set<UUID> serviceUuids = new LinkedHashSet<>();
        private final Set<String> names = new LinkedHashSet<>();
        private final Set<DeviceId> devices = new LinkedHashSet<>();
        private int minRssi = -128;
        private boolean waitForAdapter;
        private int queueCapacity = DEFAULT_QUEUE_CAPACITY;
        private Overflow overflow = Overflow.DROP_OLDEST;
        private List<PlatformOptions> platform = List.of();

        private Builder() {}

        /** Sets active or passive scanning; active is the default. */
        public Builder mode(ScanMode mode) {
            this.mode = mode;
            return this;
        }

        /** Restricts the scan to one adapter. */
        public Builder adapter(@Nullable AdapterId adapter) {
            this.adapter = adapter;
            return this;
        }

        /** Adds a service, in 16-, 32- or 128-bit form (see {@link BleUuid#parse}). */
        public Builder service(String uuid) {
            return service(BleUuid.parse(uuid));
        }

        /** Adds a service. */
        public Builder service(UUID uuid) {
            serviceUuids.add(uuid);
            return this;
        }

        /** Adds a local name. */
        public Builder name(String localName) {
            names.add(localName);
            return this;
        }

        /** Adds a device. */
        public Builder device(DeviceId device) {
            devices.add(device);
            return this;
        }

        /** Sets the weakest signal wanted, in dBm. */
        public Builder minRssi(int dBm) {
            this.minRssi = dBm;
            return this;
        }

        /** Lets the scan start while no adapter is usable; it begins when one is. */
        public Builder waitForAdapter(boolean wait) {
            this.waitForAdapter = wait;
            return this;
        }

        /** Sets how many advertisements may wait for a slow listener. */
        public Builder queueCapacity(int capacity) {
            this.queueCapacity = capacity;
            return this;
        }

        /** Sets which advertisements are lost when the queue is full. */
        public Builder overflow(Overflow overflow) {
            this.overflow = overflow;
            return this;
        }

        /** Sets the options of one operating system, in the place of earlier ones of that kind. */
        public Builder platform(PlatformOptions options) {
            this.platform = PlatformOptions.with(platform, options);
            return this;
        }

        /** Returns the request. */
        public ScanRequest build() {
            return new ScanRequest(
                    mode,
                    adapter,
                    serviceUuids,
                    names,
                    devices,
                    minRssi,
                    waitForAdapter,
                    queueCapacity,
                    overflow,
                    platform);
        }
    }
}
