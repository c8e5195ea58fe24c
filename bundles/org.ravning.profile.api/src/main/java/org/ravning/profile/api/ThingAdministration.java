// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.ravning.api.DeviceId;

/**
 * Changes what is kept of things: their names and options, and which devices become things. What is changed is kept over
 * a restart. A service; any thread may call; a change writes a small file and does not wait for anything else. A request
 * that cannot be met is an {@link IllegalArgumentException} with one line for people, and changes nothing.
 */
@ProviderType
public interface ThingAdministration {
    /**
     * Gives a thing another name.
     *
     * @param newName a topic level, {@code [a-z0-9][a-z0-9_-]*} of at most 64 characters, that no other thing has
     */
    void rename(String nameOrId, String newName);

    /**
     * Removes a thing, and what was kept of it. It comes back when it is heard, as a new one.
     *
     * @param block whether its device may never become a thing again
     */
    void remove(String nameOrId, boolean block);

    /** Returns the options of a thing. */
    ThingOptions options(String nameOrId);

    /** Sets the options of a thing. */
    void setOptions(String nameOrId, ThingOptions options);

    /** Lets every device that a profile understands become a thing for so long; zero ends that. */
    void permit(Duration time);

    /** Lets one device become a thing from now on, though it was blocked or would have to wait. */
    void permit(DeviceId device);

    /** Returns devices that a profile understands and that wait to be permitted, the newest last; not without bound. */
    List<DeviceId> waiting();

    /** Reads what is kept anew, after it was edited by hand. */
    void reload();

    /** Returns what is kept, as it stands in its file; no keys. Nothing if it is not kept in a file. */
    Optional<String> backup();
}
