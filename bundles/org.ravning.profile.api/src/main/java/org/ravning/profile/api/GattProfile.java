// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.osgi.annotation.versioning.ConsumerType;
import org.ravning.api.Advertisement;
import org.ravning.api.Bytes;
import org.ravning.api.Descriptor;
import org.ravning.api.GattDatabase;

/**
 * Maps the characteristics of a kind of device onto properties, both ways. A whiteboard service (or found through
 * {@link java.util.ServiceLoader}). Pure, like {@link AdvertisementProfile}.
 *
 * <p>A device may be served by several: those that match recognise it, {@linkplain #isCompanion() companions} add
 * their part once it is connected.
 */
@ConsumerType
public interface GattProfile extends Profile {
    /** Returns when to connect; of several profiles of a thing the most connected wins. */
    ConnectionPolicy policy();

    /**
     * Says whether it adds its part to devices that only others recognise, too: what is standard may, for its services and
     * characteristics mean the same everywhere; what belongs to a maker may not. Unless overridden, profiles that match
     * nothing do.
     */
    default boolean isCompanion() {
        return match().equals(Match.NONE);
    }

    /**
     * Says whether an advertisement that fits {@link #match()} is of such a device, where more than the match tells it: makers
     * use one identifier for many models. Any unless overridden. Pure, and called for each advertisement.
     */
    default boolean recognises(Advertisement advertisement) {
        return true;
    }

    /** Returns what to do with a device that has these services; empty if nothing. */
    GattPlan plan(GattDatabase database);

    /**
     * Returns the types of descriptors whose values the plan depends on, such as 2909, Number of Digitals; they are read
     * after discovery, before the plan is asked for. None unless overridden.
     */
    default Set<UUID> planDescriptors() {
        return Set.of();
    }

    /**
     * Returns what to do with a device that has these services and descriptor values; by default the same as {@link
     * #plan(GattDatabase)}.
     *
     * @param values the values of those {@link #planDescriptors()} that the device has and that could be read
     */
    default GattPlan plan(GattDatabase database, Map<Descriptor, Bytes> values) {
        return plan(database);
    }
}
