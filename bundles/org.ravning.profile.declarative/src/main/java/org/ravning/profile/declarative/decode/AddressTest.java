// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;

/**
 * The sender's address in a payload, in either byte order. It tells a maker's frames from those of others that use the same
 * identifiers; where the system hides addresses, no frame passes.
 *
 * @param at the offset of its first byte
 * @param last how many of its last bytes are there
 */
public record AddressTest(int at, int last) {
    /** All bytes of an address. */
    public static final int WHOLE = 6;

    boolean passes(Bytes payload, DeviceId device) {
        if (!(device instanceof DeviceAddress address) || at + last > payload.length()) {
            return false;
        }
        Bytes wanted = address.bytes().slice(WHOLE - last, WHOLE);
        Bytes there = payload.slice(at, at + last);
        return there.equals(wanted) || there.equals(wanted.reversed());
    }
}
