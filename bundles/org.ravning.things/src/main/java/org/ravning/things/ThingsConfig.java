// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of PID {@code org.ravning.things}. */
@Retention(RetentionPolicy.RUNTIME)
@ObjectClassDefinition(id = ThingsConfig.PID, name = "Ravning things", description = "Which devices become things")
@interface ThingsConfig {
    /** The PID. */
    String PID = "org.ravning.things";

    /** Returns how many things there may be. */
    @AttributeDefinition(name = "Maximum", description = "How many things there may be, 1 to 100000")
    int maximumThings() default 1000;

    /** Returns the devices that may become things. */
    @AttributeDefinition(
            name = "Allow",
            description =
                    "Addresses with * as a wildcard, separated by commas; if there is one, no others are admitted")
    String[] allow() default {};

    /** Returns the devices that may not become things. */
    @AttributeDefinition(name = "Deny", description = "Addresses with * as a wildcard, separated by commas")
    String[] deny() default {};

    /** Returns the beacons that may become things. */
    @AttributeDefinition(
            name = "Beacons",
            description =
                    "Beacons that become things: identities or addresses with * as a wildcard, separated by commas; * is all")
    String[] beacons() default {};

    /** Returns whether devices become things at once. */
    @AttributeDefinition(
            name = "Adopt",
            description =
                    "all: each device that a profile understands, but no beacon, becomes a thing at once; ask: it waits")
    String adopt() default "all";

    /** Returns the file of keys. */
    @AttributeDefinition(
            name = "Keys file",
            description =
                    "A file of lines ADDRESS=KEY for devices that send encrypted; only its owner may read it; usually keys in the data folder")
    String keysFile() default "";

    /** Returns the least silence after which a device is away, in seconds. */
    @AttributeDefinition(
            name = "Least silence",
            description =
                    "After how many seconds of silence at least a device is away, however often it sends; 1 to 86400")
    int leastSilenceSeconds() default 30;

    /** Returns how many commands may wait for one thing. */
    @AttributeDefinition(name = "Commands", description = "How many commands may wait for one thing, 1 to 1000")
    int commandQueue() default 16;
}
