// SPDX-License-Identifier: Apache-2.0
package org.ravning.spi;

import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** Makes a backend outside OSGi; found through {@link java.util.ServiceLoader}. */
@ConsumerType
public interface BackendFactory {
    /** Returns the name of the backend. */
    String name();

    /** Says whether to open it unasked: it drives real radios and serves the operating system that runs. */
    boolean isDefault();

    /**
     * Makes the backend, not yet started.
     *
     * @param settings all settings of the application; the backend's own begin with its name and a dot
     * @throws IllegalArgumentException if a setting is wrong; the message says which and what is expected
     */
    Backend create(Map<String, String> settings);
}
