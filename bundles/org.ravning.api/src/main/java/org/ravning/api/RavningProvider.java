// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import org.osgi.annotation.versioning.ProviderType;

/** What {@link Ravning#open()} looks for through {@link java.util.ServiceLoader}; org.ravning.core has the one. */
@ProviderType
public interface RavningProvider {
    /** Opens the backends that the options name. */
    Ravning open(RavningOptions options);
}
