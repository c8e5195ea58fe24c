// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.List;
import java.util.Optional;

/**
 * Options that one operating system has and others have not. They ride along with the options of a call; the backend that
 * they are for reads the part that concerns the call, and every other ignores them, so that one program runs everywhere.
 */
public sealed interface PlatformOptions permits BluezOptions, WinRtOptions, CoreBluetoothOptions {
    /** Returns the name of the backend that reads them, such as {@code bluez}. */
    String backend();

    /** Says whether a scan with these options wants this advertisement, which an adapter of this backend has heard. */
    default boolean admits(Advertisement advertisement) {
        return true;
    }

    /** Returns the first of that kind. */
    static <T extends PlatformOptions> Optional<T> of(List<PlatformOptions> all, Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** Returns a copy with these in the place of those of the same kind. */
    static List<PlatformOptions> with(List<PlatformOptions> all, PlatformOptions fresh) {
        List<PlatformOptions> copy = new java.util.ArrayList<>(all);
        copy.removeIf(other -> other.getClass() == fresh.getClass());
        copy.add(fresh);
        return List.copyOf(copy);
    }
}
