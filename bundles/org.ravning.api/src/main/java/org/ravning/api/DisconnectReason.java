// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

/** Why a link ended; every disconnect has one, requested or not (contract C9). */
public enum DisconnectReason {
    /** This program closed the connection. */
    REQUESTED,
    /** The other side ended the link. */
    REMOTE,
    /** The link was lost: the supervision timeout passed, or the device went out of range. */
    LINK_LOST,
    /** The operating system or another program on this machine ended the link. */
    LOCAL_SYSTEM,
    /** Encryption or authentication failed. */
    AUTHENTICATION,
    /** The adapter was switched off. */
    ADAPTER_POWERED_OFF,
    /** The adapter, its backend or the system's Bluetooth service left. */
    ADAPTER_GONE,
    /** The link ended and the system does not say why. */
    UNKNOWN
}
