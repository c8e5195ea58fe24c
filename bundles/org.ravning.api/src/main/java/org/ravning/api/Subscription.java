// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import org.osgi.annotation.versioning.ProviderType;

/** Something that calls a listener until it is closed. */
@ProviderType
public interface Subscription extends AutoCloseable {
    /** Returns how many values were lost because the listener was too slow. */
    long dropped();

    /** Says whether calls may still come. */
    boolean isActive();

    /**
     * Ends the calls: none starts after this returns (if called from within the listener: after the listener returns).
     * Closing again does nothing. Throws nothing and does not wait for a listener that is running elsewhere beyond a
     * second.
     */
    @Override
    void close();
}
