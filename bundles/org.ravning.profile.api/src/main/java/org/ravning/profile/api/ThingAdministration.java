// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    /** Lets every device that a profile understands become a thing for so long, but no beacons; zero ends that. */
    void permit(Duration time);

    /** Lets one device become a thing from now on, though it was blocked or would have to wait. */
    void permit(DeviceId device);

    /** Lets one device or beacon become a thing from now on, by the identity that it has among the candidates. */
    void permit(ThingId device);

    /** Returns devices that a profile recognises and that are no things, the newest last; not without bound. */
    List<Candidate> candidates();

    /**
     * Keeps a key of a device, in a file that only its owner may read; it takes effect at once. No key is ever told again.
     *
     * @param owner an address, or the name or id of a thing; for an IRK also a new name for a device whose lasting address
     *     is not known, {@code [a-z][a-z0-9-]*}
     * @param secret the key as its {@linkplain KeyKind kind} says, or null to forget it
     */
    void setKey(String owner, KeyKind kind, @Nullable String secret);

    /** Reads what is kept anew, after it was edited by hand. */
    void reload();

    /** Returns what is kept, as it stands in its file; no keys. Nothing if it is not kept in a file. */
    Optional<String> backup();
}
