// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.gatt;

/** A flags field, which says what follows. */
record Flags(int bits) {
    boolean has(int bit) {
        return (bits >> bit & 1) != 0;
    }
}
