// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of profiles written in YAML. */
@ObjectClassDefinition(name = "Ravning profiles from YAML", description = "Where profiles written in YAML come from.")
@interface DeclarativeConfig {
    /** Whether the shipped profiles are offered. */
    @AttributeDefinition(name = "Shipped profiles", description = "Whether the shipped profiles are offered.")
    boolean shipped() default true;

    /** The folder of profiles. */
    @AttributeDefinition(
            name = "Folder",
            description = "The folder of profiles; empty for \"profiles\" among the settings.")
    String folder() default "";

    /** The longest time between two looks at the folder. */
    @AttributeDefinition(
            name = "Look every",
            description = "Seconds between two looks at the folder, where the operating system tells of no change.")
    int lookSeconds() default 5;
}
