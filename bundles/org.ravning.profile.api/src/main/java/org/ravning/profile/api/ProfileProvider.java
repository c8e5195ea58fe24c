// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Brings several profiles at once; found through {@link java.util.ServiceLoader}. In OSGi each profile is a service. */
@ConsumerType
public interface ProfileProvider {
    /** Returns its profiles; the same each time. */
    List<Profile> profiles();
}
