// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an advertising packet and its scan response carry (Core Specification Supplement, Part A).
 *
 * @param localName the complete or shortened local name, as sent: it is a stranger's text and may hold any character
 * @param txPower the transmit power level in dBm, -127 to 127
 * @param flags the Flags octet
 * @param appearance the Appearance value, 0 to 65535
 * @param serviceUuids the advertised services in 128-bit form, in the order sent, without repeats
 * @param manufacturerData the bytes after the company identifier, by company identifier (0 to 65535), in the order sent
 * @param serviceData the bytes after the UUID, by UUID in 128-bit form, in the order sent
 * @param raw the AD structures as sent, where the operating system tells them
 */
public record AdvertisingData(
        @Nullable String localName,
        @Nullable Integer txPower,
        @Nullable Integer flags,
        @Nullable Integer appearance,
        List<UUID> serviceUuids,
        Map<Integer, Bytes> manufacturerData,
        Map<UUID, Bytes> serviceData,
        @Nullable Bytes raw) {
    /** Nothing at all, as in an empty scan response. */
    public static final AdvertisingData EMPTY = builder().build();

    /** Copies the collections. */
    public AdvertisingData {
        serviceUuids = List.copyOf(serviceUuids);
        manufacturerData = copyOf(manufacturerData);
        serviceData = copyOf(serviceData);
    }

    /** Returns a builder of empty data. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns this data with whatever the other (a scan response) carries put over it; raw bytes are joined. */
    public AdvertisingData merge(AdvertisingData other) {
        Builder merged = builder()
                .localName(other.localName != null ? other.localName : localName)
                .txPower(other.txPower != null ? other.txPower : txPower)
                .flags(flags != null ? flags : other.flags)
                .appearance(other.appearance != null ? other.appearance : appearance)
                .raw(raw == null || other.raw == null ? null : raw.concat(other.raw));
        serviceUuids.forEach(merged::serviceUuid);
        other.serviceUuids.forEach(merged::serviceUuid);
        manufacturerData.forEach(merged::manufacturerData);
        other.manufacturerData.forEach(merged::manufacturerData);
        serviceData.forEach(merged::serviceData);
        other.serviceData.forEach(merged::serviceData);
        return merged.build();
    }

    private static <K> Map<K, Bytes> copyOf(Map<K, Bytes> map) {
        return map.size() < 2 ? Map.copyOf(map) : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** Collects advertising data; not for use by several threads at once. */
    public static final class Builder {
        private @Nullable String localName;
        private @Nullable Integer txPower;
        private @Nullable Integer flags;
        private @Nullable Integer appearance;
        // Most packets have one of these or none: each is made when it is needed.
        private Set<UUID> serviceUuids = Set.of();
        private Map<Integer, Bytes> manufacturerData = Map.of();
        private Map<UUID, Bytes> serviceData = Map.of();
        private @Nullable Bytes raw;

        private Builder() {}

        /** Sets the local name. */
        public Builder localName(@Nullable String name) {
            this.localName = name;
            return this;
        }

        /** Sets the transmit power level in dBm. */
        public Builder txPower(@Nullable Integer dBm) {
            this.txPower = dBm;
            return this;
        }

        /** Sets the Flags octet. */
        public Builder flags(@Nullable Integer octet) {
            this.flags = octet;
            return this;
        }

        /** Sets the Appearance value. */
        public Builder appearance(@Nullable Integer value) {
            this.appearance = value;
            return this;
        }

        /** Adds an advertised service. */
        public Builder serviceUuid(UUID uuid) {
            if (serviceUuids.isEmpty()) {
                serviceUuids = new LinkedHashSet<>(4);
            }
            serviceUuids.add(uuid);
            return this;
        }

        /** Sets the data of a company; a later call for the same company replaces it. */
        public Builder manufacturerData(int company, Bytes data) {
            if (company < 0 || company > 0xFFFF) {
                throw new IllegalArgumentException("a company identifier is 0 to 65535, not " + company);
            }
            manufacturerData = with(manufacturerData, company, data);
            return this;
        }

        /** Sets the data of a service; a later call for the same service replaces it. */
        public Builder serviceData(UUID uuid, Bytes data) {
            serviceData = with(serviceData, uuid, data);
            return this;
        }

        /** Sets the AD structures as sent. */
        public Builder raw(@Nullable Bytes structures) {
            this.raw = structures;
            return this;
        }

        /** Most packets have one of these, which then is not copied when it is built. */
        private static <K> Map<K, Bytes> with(Map<K, Bytes> map, K key, Bytes data) {
            if (map.isEmpty()) {
                return Map.of(key, data);
            }
            Map<K, Bytes> more = map instanceof LinkedHashMap ? map : new LinkedHashMap<>(map);
            more.put(key, data);
            return more;
        }

        /** Returns the data. */
        public AdvertisingData build() {
            return new AdvertisingData(
                    localName,
                    txPower,
                    flags,
                    appearance,
                    List.copyOf(serviceUuids),
                    manufacturerData,
                    serviceData,
                    raw);
        }
    }
}
