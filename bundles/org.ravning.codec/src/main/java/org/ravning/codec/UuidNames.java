// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ravning.api.BleUuid;

/**
 * The names of UUIDs of services, characteristics, descriptors, units and members: those that the Bluetooth SIG and some
 * makers give, and those that a program adds for itself. All 128 bits count. Any thread may call.
 */
public final class UuidNames {
    /** How many names a program may add. */
    public static final int MOST_REGISTERED = 10_000;

    private static final Map<UUID, String> REGISTERED = new ConcurrentHashMap<>();

    private UuidNames() {}

    /** Returns the name of the UUID, such as {@code Battery Level}; one that was registered comes first. */
    public static Optional<String> name(UUID uuid) {
        String own = REGISTERED.get(uuid);
        return Optional.ofNullable(own == null ? Names.BY_UUID.get(uuid) : own);
    }

    /** Returns the name of a UUID in any of its forms (see {@link BleUuid#parse}). */
    public static Optional<String> name(String uuid) {
        return name(BleUuid.parse(uuid));
    }

    /** Returns the name, or {@code Unknown 1234} for a UUID of the SIG, {@code Vendor specific} for another. */
    public static String describe(UUID uuid) {
        return name(uuid)
                .orElseGet(() -> BleUuid.isShort(uuid) ? "Unknown " + BleUuid.shortText(uuid) : "Vendor specific");
    }

    /**
     * Gives a UUID a name in this program; a later name replaces it.
     *
     * @throws IllegalArgumentException if the name is blank
     * @throws IllegalStateException if {@value #MOST_REGISTERED} others have names already
     */
    public static void register(UUID uuid, String name) {
        if (name.trim().isEmpty()) {
            throw new IllegalArgumentException("a name is not blank");
        }
        if (REGISTERED.size() >= MOST_REGISTERED && !REGISTERED.containsKey(uuid)) {
            throw new IllegalStateException(MOST_REGISTERED + " UUIDs have names already");
        }
        REGISTERED.put(uuid, name);
    }

    /** Gives a UUID, in any of its forms and in any case, a name in this program. */
    public static void register(String uuid, String name) {
        register(BleUuid.parse(uuid), name);
    }

    /** Takes back a name that was registered; says whether there was one. */
    public static boolean unregister(UUID uuid) {
        return REGISTERED.remove(uuid) != null;
    }

    // Read at the first question.
    private static final class Names {
        static final Map<UUID, String> BY_UUID = NameTable.read("uuid-names.txt", BleUuid::parse);
    }
}
