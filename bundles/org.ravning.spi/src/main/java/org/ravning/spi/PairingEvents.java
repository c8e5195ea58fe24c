// SPDX-License-Identifier: Apache-2.0
package org.ravning.spi;

import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.ravning.api.PairingAgent;

/** What a pairing asks core; any thread may call, and no call blocks. Stages do not end exceptionally. */
@ProviderType
public interface PairingEvents {
    /** Returns what this side can show and ask. */
    PairingAgent.Capability capability();

    /** Asks whether the device shows this number, 0 to 999999, too. */
    CompletionStage<Boolean> confirm(int passkey);

    /** Asks for the passkey that the device shows, 0 to 999999; nothing means to give up. */
    CompletionStage<OptionalInt> enter();

    /** Shows the passkey, 0 to 999999, that is to be entered on the device. */
    void display(int passkey);
}
