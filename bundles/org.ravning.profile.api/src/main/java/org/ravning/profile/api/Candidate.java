// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.time.Instant;
import org.ravning.api.DeviceId;

/**
 * A device that a profile recognises and that is no thing, and why not.
 *
 * @param id what its thing would be called for programs; {@link ThingAdministration#permit(ThingId)} takes it
 * @param device where it was heard last
 * @param profile the id of the profile that recognises it
 * @param model what it seems to be
 * @param reason why it is no thing
 * @param since when it was heard first
 */
public record Candidate(ThingId id, DeviceId device, String profile, String model, Reason reason, Instant since) {
    /** Why a device is no thing. */
    public enum Reason {
        /** It waits to be permitted, for every new device has to. */
        PERMIT("it waits to be permitted"),
        /** It is a beacon, which anyone's phone can be; it waits to be permitted or named in the settings. */
        BEACON("a beacon, which could be anyone's; it waits to be permitted"),
        /** It is encrypted, and there is no key for it. */
        KEY_MISSING("it is encrypted and has no key here; give it its key"),
        /** It is encrypted with another key. */
        KEY_WRONG("it is encrypted with another key than it was given; correct its key"),
        /** It has a key and sends plain, as somebody would who imitates it. */
        KEY_UNUSED("it has a key here but is not encrypted, so it is ignored; remove its key if that is right");

        private final String advice;

        Reason(String advice) {
            this.advice = advice;
        }

        /** Returns the reason and what to do, in words. */
        public String advice() {
            return advice;
        }

        /** Says whether permitting the device makes it a thing. */
        public boolean isPermission() {
            return this == PERMIT || this == BEACON;
        }
    }

    /** Says whether its identity is its address; else that may change. */
    public boolean isKnownByAddress() {
        return id.value().equals(device.compact());
    }
}
