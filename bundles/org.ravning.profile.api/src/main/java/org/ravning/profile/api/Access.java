// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

/** What can be done with a property. */
public enum Access {
    /** Its value is published. */
    PUBLISHED,
    /** It can be set by a command. */
    SETTABLE,
    /** It can be asked for by a command, which reads it from the device. */
    GETTABLE
}
