// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the simulation. */
@ObjectClassDefinition(
        name = "Ravning simulated air",
        description = "Virtual devices from a file. The framework property ravning.simulate, set by run --simulate,"
                + " enables it too and then names the file.")
@interface SimConfig {
    /** Whether there are simulated devices. */
    @AttributeDefinition(name = "Enabled", description = "Whether there are simulated devices.")
    boolean enabled() default false;

    /** The file that describes them. */
    @AttributeDefinition(
            name = "File",
            description = "The file that describes them, or a capture that is played (air.jsonl,speed=10,loop);"
                    + " \"default\" is the one built in.")
    String file() default "default";
}
