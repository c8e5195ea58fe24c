// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

/** What a secret of a device is for. */
public enum KeyKind {
    /** Opens what it broadcasts: 24 or 32 hexadecimal digits. */
    BIND,
    /** Resolves its random addresses: an Identity Resolving Key of 32 hexadecimal digits. */
    IRK,
    /** Is entered when it is paired: up to six decimal digits. */
    PASSKEY
}
