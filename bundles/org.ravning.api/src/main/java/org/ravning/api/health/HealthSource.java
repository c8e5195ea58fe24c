// SPDX-License-Identifier: Apache-2.0
package org.ravning.api.health;

import org.osgi.annotation.versioning.ConsumerType;

/** A part of a running gateway that can say how it is. A whiteboard service; called often, so it must answer at once. */
@ConsumerType
public interface HealthSource {
    /** Returns the part's name, such as {@code mqtt}; fixed while it runs. */
    String name();

    /** Returns how it is now. */
    Health health();
}
