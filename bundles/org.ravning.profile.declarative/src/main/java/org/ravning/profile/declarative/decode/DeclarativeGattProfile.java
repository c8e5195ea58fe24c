// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import java.util.List;
import org.ravning.api.Advertisement;
import org.ravning.api.Bytes;
import org.ravning.api.GattDatabase;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Match;
import org.ravning.profile.api.ProfileInfo;

/**
 * Reads from and writes to devices over a link as a profile file says.
 *
 * @param info what the profile is called
 * @param match by what its devices are found
 * @param selection the conditions of which one must hold for an advertisement to be of such a device
 * @param layout what the file says
 */
public record DeclarativeGattProfile(ProfileInfo info, Match match, List<Selection> selection, GattLayout layout)
        implements GattProfile {
    /** Copies the list. */
    public DeclarativeGattProfile {
        selection = List.copyOf(selection);
    }

    @Override
    public boolean recognises(Advertisement advertisement) {
        for (Selection each : selection) {
            if (each.payloadOf(advertisement, Bytes.EMPTY) != null) {
                return true;
            }
        }
        return false;
    }

    @Override
    public ConnectionPolicy policy() {
        return layout.policy();
    }

    @Override
    public GattPlan plan(GattDatabase database) {
        return layout.plan(database);
    }
}
