// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Options of scans on Linux: the discovery filter of bluetoothd, and the patterns of passive scans.
 *
 * <p>A scan with such options hears what they admit and nothing else, whoever scans beside it. In the daemon, all scans
 * of this program share one discovery: a condition is handed to it only if every scan has it, in the widest form that
 * serves all, and spares the daemon and the bus then. bluetoothd merges the filters of all programs likewise.
 *
 * @param services services of which one must be advertised; empty is no condition ({@code UUIDs})
 * @param rssi the weakest signal wanted, in dBm, -127 to 20, or null ({@code RSSI})
 * @param pathloss the largest loss on the way wanted, in dB, 0 to 137, or null: the transmission power that the device
 *     tells, less the signal strength; devices that tell none are not wanted ({@code Pathloss})
 * @param transport what to discover ({@code Transport})
 * @param duplicateData whether each packet is told, which is the default; without it, bluetoothd keeps back packets with
 *     unchanged data, and piles up the data of changed ones, against contract C16 ({@code DuplicateData})
 * @param discoverable whether this machine is discoverable itself for the time of the scan ({@code Discoverable})
 * @param pattern the beginning of the address or of the local name, or null ({@code Pattern})
 * @param orPatterns what bluetoothd listens for in passive scans, one of which must match, at most 112; empty takes the
 *     services of the request, or else the usual flags. What another scan listens for may come through
 */
public record BluezOptions(
        Set<UUID> services,
        @Nullable Integer rssi,
        @Nullable Integer pathloss,
        Transport transport,
        boolean duplicateData,
        boolean discoverable,
        @Nullable String pattern,
        List<OrPattern> orPatterns)
        implements PlatformOptions {
    /** The backend that reads these options. */
    public static final String BACKEND = "bluez";

    private static final int MOST_PATTERNS = 112;

    /** What a discovery looks for. */
    public enum Transport {
        /** Whatever the adapter can do; devices of Bluetooth Classic come through as advertisements without data. */
        AUTO,
        /** Bluetooth Classic alone. */
        BREDR,
        /** Low Energy alone; the default. */
        LE
    }

    /**
     * Bytes that an AD structure must hold for a passive scan to report the packet.
     *
     * @param start where in the data of the structure they begin, 0 to 30
     * @param adType the type of the structure, 0 to 255, such as {@code 0x16} (service data)
     * @param content the bytes, 1 to 31
     */
    public record OrPattern(int start, int adType, Bytes content) {
        private static final int LONGEST = 31;

        /** Checks the ranges. */
        public OrPattern {
            if (start < 0 || start >= LONGEST) {
                throw new IllegalArgumentException("a pattern starts at 0 to 30, not " + start);
            }
            if (adType < 0 || adType > 0xFF) {
                throw new IllegalArgumentException("an AD type is 0 to 255, not " + adType);
            }
            if (content.isEmpty() || content.length() > LONGEST - start) {
                throw new IllegalArgumentException("a pattern that starts at " + start + " has 1 to "
                        + (LONGEST - start) + " bytes, not " + content.length());
            }
        }
    }

    /** Checks the ranges and copies the collections. */
    public BluezOptions {
        services = Set.copyOf(services);
        orPatterns = List.copyOf(orPatterns);
        if (rssi != null && pathloss != null) {
            throw new IllegalArgumentException("bluetoothd takes a signal strength or a path loss, not both");
        }
        if (rssi != null && (rssi < -127 || rssi > 20)) {
            throw new IllegalArgumentException("a signal strength is -127 to 20 dBm, not " + rssi);
        }
        if (pathloss != null && (pathloss < 0 || pathloss > 137)) {
            throw new IllegalArgumentException("a path loss is 0 to 137 dB, not " + pathloss);
        }
        if (pattern != null && (pattern.isEmpty() || pattern.length() > 248)) {
            throw new IllegalArgumentException("a pattern has 1 to 248 characters");
        }
        if (orPatterns.size() > MOST_PATTERNS) {
            throw new IllegalArgumentException("at most " + MOST_PATTERNS + " patterns, not " + orPatterns.size());
        }
    }

    /** Returns a builder that starts without any condition. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String backend() {
        return BACKEND;
    }

    @Override
    public boolean admits(Advertisement advertisement) {
        return (services.isEmpty() || advertisement.offersOneOf(services))
                && (rssi == null || advertisement.rssi() >= rssi)
                && (pathloss == null || isNear(advertisement, pathloss))
                && (pattern == null || begins(advertisement, pattern));
    }

    private static boolean isNear(Advertisement advertisement, int most) {
        Integer sent = advertisement.txPower();
        return sent != null
                && advertisement.rssi() != Advertisement.RSSI_UNAVAILABLE
                && sent - advertisement.rssi() <= most;
    }

    private static boolean begins(Advertisement advertisement, String pattern) {
        String name = advertisement.localName();
        return name != null && name.startsWith(pattern)
                || advertisement.device().text().startsWith(pattern.toUpperCase(Locale.ROOT));
    }

    /** Puts options together; not for use by several threads at once. */
    public static final class Builder {
        private final Set<UUID> services = new LinkedHashSet<>();
        private final List<OrPattern> orPatterns = new ArrayList<>();
        private @Nullable Integer rssi;
        private @Nullable Integer pathloss;
        private Transport transport = Transport.LE;
        private boolean duplicateData = true;
        private boolean discoverable;
        private @Nullable String pattern;

        private Builder() {}

        /** Adds a service, in 16-, 32- or 128-bit form, to the filter of the daemon. */
        public Builder service(String uuid) {
            services.add(BleUuid.parse(uuid));
            return this;
        }

        /** Sets the weakest signal wanted, in dBm. */
        public Builder rssi(int dBm) {
            rssi = dBm;
            return this;
        }

        /** Sets the largest loss on the way wanted, in dB. */
        public Builder pathloss(int dB) {
            pathloss = dB;
            return this;
        }

        /** Sets what to discover. */
        public Builder transport(Transport kind) {
            transport = kind;
            return this;
        }

        /** Sets whether each packet is told. */
        public Builder duplicateData(boolean each) {
            duplicateData = each;
            return this;
        }

        /** Sets whether this machine is discoverable for the time of the scan. */
        public Builder discoverable(boolean visible) {
            discoverable = visible;
            return this;
        }

        /** Sets the beginning of the address or the name. */
        public Builder pattern(String prefix) {
            pattern = prefix;
            return this;
        }

        /** Adds a pattern for passive scans. */
        public Builder orPattern(int start, int adType, Bytes content) {
            orPatterns.add(new OrPattern(start, adType, content));
            return this;
        }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException if a value is out of range, or a signal strength and a path loss are set
         */
        public BluezOptions build() {
            return new BluezOptions(
                    services, rssi, pathloss, transport, duplicateData, discoverable, pattern, orPatterns);
        }
    }
}
