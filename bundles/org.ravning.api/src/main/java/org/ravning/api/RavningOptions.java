// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.Map;
import java.util.Set;

/**
 * What {@link Ravning#open(RavningOptions)} opens.
 *
 * @param backends the backends by name; empty means every real backend that serves this operating system
 * @param settings settings for backends, such as {@code sim.file}; the name of each begins with the backend's name
 */
public record RavningOptions(Set<String> backends, Map<String, String> settings) {
    /** Every real backend for this operating system, with default settings. */
    public static final RavningOptions DEFAULT = new RavningOptions(Set.of(), Map.of());

    /** Copies the collections. */
    public RavningOptions {
        backends = Set.copyOf(backends);
        settings = Map.copyOf(settings);
    }
}
