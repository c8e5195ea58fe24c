// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of PID {@code org.ravning.profile.sig}. */
@Retention(RetentionPolicy.RUNTIME)
@ObjectClassDefinition(id = BicycleConfig.PID, name = "Ravning standard services", description = "Bicycles")
@interface BicycleConfig {
    /** The PID. */
    String PID = "org.ravning.profile.sig";

    /** Returns the circumference of the wheel, in millimetres. */
    @AttributeDefinition(
            name = "Wheel",
            description = "The circumference of a bicycle's wheel in millimetres, 0 if it is not known; 0 to 10000")
    int wheelCircumference() default 0;
}
