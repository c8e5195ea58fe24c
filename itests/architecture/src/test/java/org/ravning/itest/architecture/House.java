// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.architecture;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may import whom among the bundles, as docs/architecture.md says. */
final class House {
    private static final String API = "org.ravning.api";
    private static final String SPI = "org.ravning.spi";
    private static final String CODEC = "org.ravning.codec";
    private static final String PROFILE_API = "org.ravning.profile.api";

    /** A bundle (its root package) and the bundles of ours whose exported packages it may use. */
    record Room(String root, Set<String> mayImport) {}

    static final List<Room> ROOMS = List.of(
            new Room(API, Set.of()),
            new Room(SPI, Set.of(API)),
            new Room(CODEC, Set.of(API)),
            new Room(PROFILE_API, Set.of(API)),
            new Room("org.ravning.core", Set.of(API, SPI, CODEC)),
            new Room("org.ravning.backend.bluez", Set.of(API, SPI, CODEC)),
            new Room("org.ravning.backend.sim", Set.of(API, SPI, CODEC)),
            new Room("org.ravning.backend.feed", Set.of(API, SPI, CODEC)),
            new Room("org.ravning.profile.generic", Set.of(PROFILE_API, API, CODEC)),
            new Room("org.ravning.profile.sig", Set.of(PROFILE_API, API, CODEC)),
            new Room("org.ravning.profile.bthome", Set.of(PROFILE_API, API, CODEC)),
            new Room("org.ravning.profile.ruuvi", Set.of(PROFILE_API, API, CODEC)),
            new Room("org.ravning.profile.assorted", Set.of(PROFILE_API, API, CODEC)),
            new Room("org.ravning.profile.switchbot", Set.of(PROFILE_API, API, CODEC)),
            new Room("org.ravning.profile.atc", Set.of(PROFILE_API, API, CODEC)),
            new Room("org.ravning.profile.beacons", Set.of(PROFILE_API, API, CODEC)),
            new Room("org.ravning.profile.victron", Set.of(PROFILE_API, API, CODEC)),
            new Room("org.ravning.profile.xiaomi", Set.of(PROFILE_API, API, CODEC)),
            new Room("org.ravning.profile.declarative", Set.of(PROFILE_API, API, CODEC)),
            new Room("org.ravning.things", Set.of(PROFILE_API, API, CODEC)),
            new Room("org.ravning.mqtt", Set.of(PROFILE_API, API, CODEC)),
            new Room("org.ravning.broker", Set.of("org.ravning.mqtt", API)),
            new Room("org.ravning.cli", Set.of(PROFILE_API, API, CODEC)),
            new Room("org.ravning.console", Set.of(PROFILE_API, API, CODEC)));

    private House() {}

    /** The bundle that a package of ours belongs to: the one with the longest root that fits. */
    static Optional<Room> roomOf(String packageName) {
        return ROOMS.stream()
                .filter(room -> packageName.equals(room.root()) || packageName.startsWith(room.root() + "."))
                .max(Comparator.comparingInt(room -> room.root().length()));
    }
}
