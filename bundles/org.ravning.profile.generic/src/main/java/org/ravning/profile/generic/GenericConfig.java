// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.generic;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of PID {@code org.ravning.profile.generic}. */
@Retention(RetentionPolicy.RUNTIME)
@ObjectClassDefinition(
        id = GenericConfig.PID,
        name = "Ravning generic profile",
        description = "Devices that are shown characteristic by characteristic")
@interface GenericConfig {
    /** The PID. */
    String PID = "org.ravning.profile.generic";

    /** Returns the devices that become things. */
    @AttributeDefinition(name = "Devices", description = "Addresses, separated by commas; no other device is touched")
    String[] devices() default {};

    /** Returns when to connect. */
    @AttributeDefinition(
            name = "Connection",
            description = "kept (all the time), poll (at times, to read) or demand (for each command)")
    String connection() default "poll";

    /** Returns how often a polled device is read. */
    @AttributeDefinition(name = "Interval", description = "Seconds between reads of a polled device, 5 to 86400")
    int intervalSeconds() default 300;
}
