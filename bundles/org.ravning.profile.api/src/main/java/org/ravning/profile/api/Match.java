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
 */
public record Match(Set<Integer> companies, Set<UUID> serviceData, Set<UUID> services, Set<String> namePrefixes) {
    /** Matches nothing: a profile that only adds to what others recognise (battery, device information). */
    public static final Match NONE = new Match(Set.of(), Set.of(), Set.of(), Set.of());

    /** Copies the sets. */
    public Match {
        companies = Set.copyOf(companies);
        serviceData = Set.copyOf(serviceData);
        services = Set.copyOf(services);
        namePrefixes = Set.copyOf(namePrefixes);
    }

    /** Returns a match on manufacturer data. */
    public static Match company(Integer... companies) {
        return new Match(Set.of(companies), Set.of(), Set.of(), Set.of());
    }

    /** Returns a match on service data. */
    public static Match serviceData(UUID... uuids) {
        return new Match(Set.of(), Set.of(uuids), Set.of(), Set.of());
    }

    /** Returns a match on advertised services. */
    public static Match service(UUID... uuids) {
        return new Match(Set.of(), Set.of(), Set.of(uuids), Set.of());
    }
}
