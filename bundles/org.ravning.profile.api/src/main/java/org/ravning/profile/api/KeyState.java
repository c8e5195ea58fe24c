// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

/** How a device that sends encrypted and the key that the user gave for it go together. */
public enum KeyState {
    /** The key opens what it sends. */
    OK,
    /** It sends encrypted, and there is no key. */
    MISSING,
    /** It sends encrypted, and the key does not open it. */
    WRONG,
    /** It sends plain although there is a key: a downgrade. */
    UNUSED
}
