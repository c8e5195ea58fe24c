// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

/** What a characteristic allows (Core Specification, Vol 3, Part G, section 3.3.1.1). */
public enum CharacteristicProperty {
    /** Its value may be broadcast. */
    BROADCAST,
    /** It can be read. */
    READ,
    /** It can be written without a response. */
    WRITE_WITHOUT_RESPONSE,
    /** It can be written with a response. */
    WRITE,
    /** It sends notifications. */
    NOTIFY,
    /** It sends indications. */
    INDICATE,
    /** It can be written with a signature. */
    AUTHENTICATED_SIGNED_WRITES,
    /** It has more properties in a descriptor. */
    EXTENDED_PROPERTIES
}
