// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

/**
 * How a device pairs.
 *
 * @param method what it asks for
 * @param passkey the number it shows or wants to be shown, 0 to 999999
 */
public record PairingPlan(Method method, int passkey) {
    /** A device that pairs without a question. */
    public static final PairingPlan JUST_WORKS = new PairingPlan(Method.JUST_WORKS, 0);

    /** Checks the passkey. */
    public PairingPlan {
        AirAdapter.inRange("passkey", passkey, 0, 999_999);
    }

    /** What a device asks for. */
    public enum Method {
        /** Nothing. */
        JUST_WORKS,
        /** It shows its passkey, which is to be entered at the central. */
        ENTER,
        /** Both sides show its passkey, and the person says whether they are alike. */
        CONFIRM,
        /** The central shows the passkey, and the person enters it on the device, rightly. */
        DISPLAY,
        /** It refuses to be paired. */
        REFUSE
    }
}
