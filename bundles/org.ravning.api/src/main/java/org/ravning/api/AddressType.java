// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

/** The kind of a device address (Core Specification, Vol 6, Part B, section 1.3). */
public enum AddressType {
    /** An address assigned by the IEEE; it does not change. */
    PUBLIC,
    /** A random address: static, or private and changing. */
    RANDOM,
    /** Not said, as when a person typed the address; backends find out or try both. */
    UNKNOWN
}
