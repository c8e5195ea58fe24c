// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/** Who answers what bluetoothd asks during a pairing. Called on dbus-java's threads; stages do not end exceptionally. */
public interface PairingDesk {
    /** Says whether this device is being paired by us. */
    boolean isConcerned(String device);

    /** Asks whether the device shows the same number. */
    CompletionStage<Boolean> confirm(int passkey);

    /** Asks for the passkey that the device shows. */
    CompletionStage<OptionalInt> enter();

    /** Shows the passkey that is to be entered on the device. */
    void display(int passkey);
}
