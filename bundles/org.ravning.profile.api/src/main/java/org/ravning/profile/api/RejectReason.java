// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

/** Why a frame that a profile recognised was not decoded. */
public enum RejectReason {
    /** It does not follow its layout. */
    INVALID,
    /** It follows its layout, but says something that cannot be. */
    INVALID_VALUE,
    /** It holds an object that the profile does not know, and nothing else. */
    UNKNOWN_OBJECT,
    /** It carries no value. */
    NO_DATA,
    /** It is encrypted and there is no key. */
    KEY_MISSING,
    /** It is encrypted with another key, or was changed. */
    WRONG_KEY,
    /** It is plain although the device has a key: a downgrade. */
    PLAIN_WITH_KEY
}
