// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Speaks for the person at this side while a device is being paired. Which of the three questions is asked, if any,
 * follows from what both sides can do (Core Specification, Vol 3, Part H, section 2.3.5.1). A passkey is a number from 0
 * to 999999, shown with six digits.
 *
 * <p>Calls come on a dispatcher thread and may block for as long as the pairing's deadline allows; an answer that comes
 * later is dropped. An agent that throws refuses. A blocking call of this API from within throws
 * {@link IllegalStateException}.
 */
@ConsumerType
public interface PairingAgent {
    /** What this side can show and ask (Core Specification, Vol 3, Part H, table 2.3). */
    enum Capability {
        /** Nothing: only pairing without any check ("just works") is possible. */
        NO_INPUT_NO_OUTPUT,
        /** It can show a number. */
        DISPLAY_ONLY,
        /** It can show a number and be told yes or no. */
        DISPLAY_YES_NO,
        /** A number can be entered. */
        KEYBOARD_ONLY,
        /** It can show a number, and one can be entered. */
        KEYBOARD_DISPLAY
    }

    /** The largest passkey. */
    int LARGEST_PASSKEY = 999_999;

    /** Returns what this side can do; asked once for each pairing. */
    Capability capability();

    /** Says whether the device shows this number too. */
    default boolean confirm(DeviceId device, int passkey) {
        return false;
    }

    /** Returns the passkey that the device shows, or nothing to give up. */
    default OptionalInt enter(DeviceId device) {
        return OptionalInt.empty();
    }

    /** Shows the passkey that is to be entered on the device; returns at once. */
    default void display(DeviceId device, int passkey) {}

    /** Returns an agent for devices that check nothing. */
    static PairingAgent justWorks() {
        return builder().build();
    }

    /**
     * Returns an agent that enters this passkey, as for devices that have it printed on them.
     *
     * @throws IllegalArgumentException if it is not 0 to 999999
     */
    static PairingAgent fixedPasskey(int passkey) {
        if (passkey < 0 || passkey > LARGEST_PASSKEY) {
            throw new IllegalArgumentException("a passkey is 0 to " + LARGEST_PASSKEY + ", not " + passkey);
        }
        return builder().onEnter(device -> OptionalInt.of(passkey)).build();
    }

    /** Returns a builder of an agent whose capability follows from what it is given. */
    static Builder builder() {
        return new Builder();
    }

    /** Puts an agent together; not for use by several threads at once. */
    final class Builder {
        private @Nullable BiPredicate<DeviceId, Integer> confirm;
        private @Nullable Function<DeviceId, OptionalInt> enter;
        private @Nullable BiConsumer<DeviceId, Integer> display;

        private Builder() {}

        /** Sets who says whether the device shows the same number. */
        public Builder onConfirm(BiPredicate<DeviceId, Integer> ask) {
            confirm = ask;
            return this;
        }

        /** Sets who enters the passkey that the device shows; nothing gives up. */
        public Builder onEnter(Function<DeviceId, OptionalInt> ask) {
            enter = ask;
            return this;
        }

        /** Sets who shows the passkey that is to be entered on the device. */
        public Builder onDisplay(BiConsumer<DeviceId, Integer> show) {
            display = show;
            return this;
        }

        /** Returns the agent. */
        public PairingAgent build() {
            return new ComposedPairingAgent(confirm, enter, display);
        }
    }
}
