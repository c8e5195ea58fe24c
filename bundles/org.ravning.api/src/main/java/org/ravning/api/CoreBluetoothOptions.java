// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Options of scans and subscriptions on macOS. No released backend reads them yet.
 *
 * @param addresses whether a scan asks the system for real addresses, by an undocumented call, in place of opaque
 *     identities; devices whose address it does not tell are left out
 * @param isNotification tells, while a read of the same characteristic is under way, whether a value that arrives is a
 *     notification, for the system does not; null takes it for the answer to the read. Must not block
 */
public record CoreBluetoothOptions(
        boolean addresses, @Nullable Predicate<Bytes> isNotification) implements PlatformOptions {
    /** The backend that reads these options. */
    public static final String BACKEND = "corebluetooth";

    /** Opaque identities; a value that arrives during a read is its answer. */
    public static final CoreBluetoothOptions DEFAULT = new CoreBluetoothOptions(false, null);

    /** Returns these options with or without real addresses. */
    public CoreBluetoothOptions withAddresses(boolean real) {
        return new CoreBluetoothOptions(real, isNotification);
    }

    /** Returns these options with what tells notifications from answers. */
    public CoreBluetoothOptions withNotificationTest(@Nullable Predicate<Bytes> test) {
        return new CoreBluetoothOptions(addresses, test);
    }

    @Override
    public String backend() {
        return BACKEND;
    }
}
