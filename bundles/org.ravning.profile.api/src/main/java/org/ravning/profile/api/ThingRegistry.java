// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.ravning.api.Subscription;

/** The things that are known. A service; any thread may call; no method blocks. */
@ProviderType
public interface ThingRegistry {
    /** Returns the things by name. */
    List<Thing> things();

    /** Returns the thing of that name or id. */
    Optional<Thing> find(String nameOrId);

    /** Returns what a thing last told. */
    Optional<ThingState> state(ThingId thing);

    /** Returns the profiles that are there, by id. */
    List<ProfileInfo> profiles();

    /** Calls the listener for each thing (with its state and availability) now, and at each change. */
    Subscription listen(ThingListener listener);

    /**
     * Queues a command for a thing. The stage always ends, well, with a result that says honestly what happened; a
     * command that cannot be carried out is an {@code ERROR} result. Commands of one thing run in order, one at a time.
     */
    CompletionStage<CommandResult> submit(Command command);
}
