// SPDX-License-Identifier: Apache-2.0
package org.ravning.spi;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/** A connection attempt. */
@ConsumerType
public interface PendingLink {
    /**
     * Returns the stage that ends with the link once it is up (services need not be discovered), or exceptionally with a
     * {@link org.ravning.api.BleException}. The backend sets no deadline of its own below the system's.
     */
    CompletionStage<Link> link();

    /**
     * Gives the attempt up. Nothing of it remains in the system: a link that comes up after all is closed by the backend.
     * Has no effect once the stage has ended well and core has taken the link. The returned stage ends when the system
     * is clean.
     */
    CompletionStage<Void> cancel();
}
