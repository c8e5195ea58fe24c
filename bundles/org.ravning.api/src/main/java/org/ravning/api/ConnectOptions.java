// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How to connect.
 *
 * @param timeout the one deadline over finding the device, connecting and discovering its services
 * @param operationTimeout the deadline of each later operation, the wait for its turn included
 * @param adapter the adapter to use; null lets core choose the one that hears the device best
 * @param pairing who answers when the device is to be paired before the connection is handed over, unless it is paired
 *     already; null leaves pairing alone. The first deadline then covers the pairing too
 * @param services the services to show, as if the device had no others; empty shows all
 * @param platform options of single operating systems; each backend reads its own and ignores the others
 */
public record ConnectOptions(
        Duration timeout,
        Duration operationTimeout,
        @Nullable AdapterId adapter,
        @Nullable PairingAgent pairing,
        Set<UUID> services,
        List<PlatformOptions> platform) {
    /** Thirty seconds to connect, ten for each operation, any adapter, no pairing. */
    public static final ConnectOptions DEFAULT =
            new ConnectOptions(Duration.ofSeconds(30), Duration.ofSeconds(10), null, null);

    /** Creates options that show all services, with nothing for a single operating system. */
    public ConnectOptions(
            Duration timeout, Duration operationTimeout, @Nullable AdapterId adapter, @Nullable PairingAgent pairing) {
        this(timeout, operationTimeout, adapter, pairing, Set.of(), List.of());
    }

    /** Refuses deadlines that are not positive, and copies the collections. */
    public ConnectOptions {
        requirePositive(timeout, "timeout");
        requirePositive(operationTimeout, "operationTimeout");
        services = Set.copyOf(services);
        platform = List.copyOf(platform);
    }

    /** Returns these options with another deadline for connecting. */
    public ConnectOptions withTimeout(Duration newTimeout) {
        return new ConnectOptions(newTimeout, operationTimeout, adapter, pairing, services, platform);
    }

    /** Returns these options with another deadline for each operation. */
    public ConnectOptions withOperationTimeout(Duration newTimeout) {
        return new ConnectOptions(timeout, newTimeout, adapter, pairing, services, platform);
    }

    /** Returns these options with a fixed adapter. */
    public ConnectOptions withAdapter(@Nullable AdapterId newAdapter) {
        return new ConnectOptions(timeout, operationTimeout, newAdapter, pairing, services, platform);
    }

    /** Returns these options with pairing, or with null without. */
    public ConnectOptions withPairing(@Nullable PairingAgent agent) {
        return new ConnectOptions(timeout, operationTimeout, adapter, agent, services, platform);
    }

    /** Returns these options that show only these services, in 16-, 32- or 128-bit form; without any, all. */
    public ConnectOptions withServices(String... uuids) {
        Set<UUID> wanted = new LinkedHashSet<>();
        for (String uuid : uuids) {
            wanted.add(BleUuid.parse(uuid));
        }
        return withServices(wanted);
    }

    /** Returns these options that show only these services; of an empty set, all. */
    public ConnectOptions withServices(Set<UUID> uuids) {
        return new ConnectOptions(timeout, operationTimeout, adapter, pairing, uuids, platform);
    }

    /** Returns these options with those of one operating system, in the place of earlier ones of that kind. */
    public ConnectOptions withPlatform(PlatformOptions options) {
        return new ConnectOptions(
                timeout, operationTimeout, adapter, pairing, services, PlatformOptions.with(platform, options));
    }

    static void requirePositive(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, not " + duration);
        }
    }
}
