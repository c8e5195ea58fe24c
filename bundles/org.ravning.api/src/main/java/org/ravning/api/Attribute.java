// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.UUID;

/** Something in a device's GATT database that has a value: a characteristic or a descriptor. */
public sealed interface Attribute permits Characteristic, Descriptor {
    /** Returns its type. */
    UUID uuid();

    /**
     * Returns its handle, 1 to 65535: of a characteristic, the handle of its declaration. It identifies the attribute
     * for this connection only (contract C14).
     */
    int handle();
}
