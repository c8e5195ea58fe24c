// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Advertisement;
import org.ravning.api.Bytes;
import org.ravning.profile.api.Match;

/**
 * Which advertisements, and which bytes of them. Each condition that names something must hold; of what it names one
 * suffices.
 *
 * @param companies company identifiers of manufacturer data
 * @param serviceData UUIDs of service data
 * @param services advertised services
 * @param names local names
 * @param cut what ends the payload, with all behind it; null if nothing does
 * @param payload what the payload must look like after that
 * @param address where the payload has the sender's address, or null if it need not
 * @param origin where the payload is
 */
public record Selection(
        Set<Integer> companies,
        Set<UUID> serviceData,
        Set<UUID> services,
        List<NamePattern> names,
        @Nullable Bytes cut,
        PayloadTest payload,
        @Nullable AddressTest address,
        Origin origin) {
    private static final int APPLE = 0x004C;

    /** Copies the collections. */
    public Selection {
        companies = Set.copyOf(companies);
        serviceData = Set.copyOf(serviceData);
        services = Set.copyOf(services);
        names = List.copyOf(names);
    }

    /** Where the payload of an advertisement is. */
    public enum Origin {
        /** The bytes after the company identifier. */
        MANUFACTURER,
        /** The bytes after the company identifier, with it in front: for devices that put values there. */
        MANUFACTURER_WITH_ID,
        /** The bytes after the UUID of the service. */
        SERVICE_DATA,
        /** What the enclosing selection gave. */
        INHERITED
    }

    /** Returns the payload if the advertisement is one of these, else null. */
    @Nullable
    Bytes payloadOf(Advertisement advertisement, Bytes inherited) {
        if (!services.isEmpty() && advertisement.serviceUuids().stream().noneMatch(services::contains)
                || !names.isEmpty() && names.stream().noneMatch(name -> name.fits(advertisement.localName()))
                || !serviceData.isEmpty() && !meets(serviceData, advertisement.serviceData())
                || !companies.isEmpty() && !meets(companies, advertisement.manufacturerData())) {
            return null;
        }
        return switch (origin) {
            case MANUFACTURER -> manufacturer(advertisement, false);
            case MANUFACTURER_WITH_ID -> manufacturer(advertisement, true);
            case SERVICE_DATA -> ofService(advertisement);
            case INHERITED -> fits(inherited, advertisement) ? inherited : null;
        };
    }

    private static <K> boolean meets(Set<K> wanted, Map<K, Bytes> told) {
        for (K key : told.keySet()) {
            if (wanted.contains(key)) {
                return true;
            }
        }
        return false;
    }

    // The newest, for some systems pile them up; never Apple's, which others append, unless it is asked for.
    private @Nullable Bytes manufacturer(Advertisement advertisement, boolean withId) {
        Bytes found = null;
        for (Map.Entry<Integer, Bytes> entry : advertisement.manufacturerData().entrySet()) {
            int company = entry.getKey();
            if (companies.isEmpty() ? company != APPLE : companies.contains(company)) {
                Bytes data = before(
                        withId
                                ? Bytes.ofInts(company & 0xFF, company >> 8).concat(entry.getValue())
                                : entry.getValue());
                found = fits(data, advertisement) ? data : found;
            }
        }
        return found;
    }

    private boolean fits(Bytes data, Advertisement advertisement) {
        return payload.passes(data) && (address == null || address.passes(data, advertisement.device()));
    }

    private @Nullable Bytes ofService(Advertisement advertisement) {
        for (Map.Entry<UUID, Bytes> entry : advertisement.serviceData().entrySet()) {
            Bytes data = before(entry.getValue());
            if (serviceData.contains(entry.getKey()) && fits(data, advertisement)) {
                return data;
            }
        }
        return null;
    }

    private Bytes before(Bytes data) {
        if (cut != null) {
            for (int at = 0; at + cut.length() <= data.length(); at++) {
                if (data.slice(at, at + cut.length()).equals(cut)) {
                    return data.slice(0, at);
                }
            }
        }
        return data;
    }

    /** Returns by what such advertisements are found in an index, or null if by nothing. */
    public @Nullable Match match() {
        if (!companies.isEmpty()) {
            return new Match(companies, Set.of(), Set.of(), Set.of());
        } else if (!serviceData.isEmpty()) {
            return new Match(Set.of(), serviceData, Set.of(), Set.of());
        } else if (!services.isEmpty()) {
            return new Match(Set.of(), Set.of(), services, Set.of());
        }
        Set<String> prefixes = new HashSet<>();
        for (NamePattern name : names) {
            if (name.prefix().length() < 2) {
                return null;
            }
            prefixes.add(name.prefix());
        }
        return prefixes.isEmpty() ? null : new Match(Set.of(), Set.of(), Set.of(), prefixes);
    }
}
