// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

/** Whether a thing is there. */
public enum Availability {
    /** It was heard within its usual interval, or is connected. */
    ONLINE,
    /** It was not heard for longer than its usual interval, or no adapter can hear it. */
    OFFLINE
}
