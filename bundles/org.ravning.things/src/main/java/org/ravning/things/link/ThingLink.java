// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.link;

import java.util.concurrent.CompletionStage;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.CommandResult;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingLinks;

/** The connecting side of one thing. No method waits or calls back. */
public interface ThingLink {
    /** Creates the link of a thing; nothing happens before a profile recognises the device. */
    static ThingLink create(LinkContext context, LinkHost host, ThingId id, DeviceId device) {
        return new DeviceLink(context, host, id, device);
    }

    /** A profile recognises the device by what it advertises. */
    void recognised(GattProfile profile);

    /** A profile came; it may have something to do with the device. */
    void added(GattProfile profile);

    /** A profile left. */
    void removed(Profile profile);

    /** The device was heard, at this address, after it had been away. */
    void cameBack(DeviceId device);

    /** The device is heard at this address now. */
    void movedTo(DeviceId device);

    /** Says whether all properties of the device are known, because it was connected to once. */
    boolean isPlanned();

    /** Queues a command that was checked as far as that can be done without a link. */
    CompletionStage<CommandResult> submit(Command command);

    /** The thing may be connected to now: does what waited for that. */
    void allow();

    /** The thing must not be connected to now: ends the link after what is under way, or at once. */
    void leave(boolean atOnce);

    /** Returns how the link is. */
    ThingLinks.Link state();

    /** Returns how many commands wait. */
    int waiting();

    /** Ends the link, if there is one, and answers the commands that wait. */
    void close();
}
