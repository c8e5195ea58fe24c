// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An agent of three parts, each of which may be missing. */
record ComposedPairingAgent(
        @Nullable BiPredicate<DeviceId, Integer> asking,
        @Nullable Function<DeviceId, OptionalInt> entering,
        @Nullable BiConsumer<DeviceId, Integer> displaying)
        implements PairingAgent {
    @Override
    public Capability capability() {
        if (entering != null) {
            return displaying == null && asking == null ? Capability.KEYBOARD_ONLY : Capability.KEYBOARD_DISPLAY;
        }
        if (asking != null) {
            return Capability.DISPLAY_YES_NO;
        }
        return displaying == null ? Capability.NO_INPUT_NO_OUTPUT : Capability.DISPLAY_ONLY;
    }

    @Override
    public boolean confirm(DeviceId device, int passkey) {
        return asking != null && asking.test(device, passkey);
    }

    @Override
    public OptionalInt enter(DeviceId device) {
        return entering == null ? OptionalInt.empty() : entering.apply(device);
    }

    @Override
    public void display(DeviceId device, int passkey) {
        if (displaying != null) {
            displaying.accept(device, passkey);
        }
    }
}
