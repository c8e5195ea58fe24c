// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.gatt;

/** How the bytes of a characteristic follow each other. */
@FunctionalInterface
interface Layout {
    /** Takes the fields from the reader in the order sent; ends early by {@link FieldReader.TooShort}. */
    void read(FieldReader reader);
}
