// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.util.Set;
import java.util.UUID;

/**
 * By what an advertisement is offered to a profile; one hit suffices. Matching is by index, so that the number of
 * profiles costs nothing.
 *
 * @param companies company identifiers of manufacturer data
 * @param serviceData UUIDs of service data
 * @param services advertised service UUIDs
 * @param namePrefixes beginnings of local names, at least two characters each
 * @param devices devices, as {@link org.ravning.api.DeviceId#compact()} writes them
 */
public record Match(
        Set<Integer> companies,
        Set<UUID> serviceData,
        Set<UUID> services,
        Set<String> namePrefixes,
        Set<String> devices) {
    /** Matches nothing: a profile that only adds to what others recognise (battery, device information). */
    public static final Match NONE = new Match(Set.of(), Set.of(), Set.of(), Set.of());

    /** Creates a match on no device in particular. */
    public Match(Set<Integer> companies, Set<UUID> serviceData, Set<UUID> services, Set<String> namePrefixes) {
        this(companies, serviceData, services, namePrefixes, Set.of());
    }

    /** Copies the sets. */
    public Match {
        companies = Set.copyOf(companies);
        serviceData = Set.copyOf(serviceData);
        services = Set.copyOf(services);
        namePrefixes = Set.copyOf(namePrefixes);
        devices = Set.copyOf(devices);
    }

    /** Returns a match on manufacturer data. */
    public static Match company(Integer... companies) {
        return new Match(Set.of(companies), Set.of(), Set.of(), Set.of());
    }

    /** Returns a match on service data. */
    public static Match serviceData(UUID... uuids) {
        return new Match(Set.of(), Set.of(uuids), Set.of(), Set.of());
    }

    /** Returns a match on devices, as {@link org.ravning.api.DeviceId#compact()} writes them. */
    public static Match devices(Set<String> devices) {
        return new Match(Set.of(), Set.of(), Set.of(), Set.of(), devices);
    }

    /** Returns a match on advertised services. */
    public static Match service(UUID... uuids) {
        return new Match(Set.of(), Set.of(), Set.of(uuids), Set.of());
    }
}
