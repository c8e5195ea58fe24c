// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

/**
 * What an adapter can do now.
 *
 * <pre>
 *   POWERED_OFF &lt;--&gt; POWERED_ON --&gt; GONE   (GONE is final: an adapter that returns is a new object)
 * </pre>
 */
public enum AdapterState {
    /** Ready to scan and connect. */
    POWERED_ON,
    /** Present, but its radio is off or blocked. */
    POWERED_OFF,
    /** Unplugged, or its backend or the system's Bluetooth service left. */
    GONE
}
