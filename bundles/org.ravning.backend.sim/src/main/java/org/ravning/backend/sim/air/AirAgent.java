// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;
import org.ravning.api.PairingAgent;

/** The person at the central's side of a pairing. Called on the air's thread; answers later, on any. */
@ConsumerType
public interface AirAgent {
    /** Returns what the central can show and ask. */
    PairingAgent.Capability capability();

    /** Asks whether both sides show this number. */
    CompletionStage<Boolean> confirm(int passkey);

    /** Asks for the passkey that the device shows; nothing gives up. */
    CompletionStage<OptionalInt> enter();

    /** Shows the passkey that is to be entered on the device. */
    void display(int passkey);
}
