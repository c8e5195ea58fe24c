// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

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
 * @param match by what its devices are recognised
 * @param layout what the file says
 */
public record DeclarativeGattProfile(ProfileInfo info, Match match, GattLayout layout) implements GattProfile {
    @Override
    public ConnectionPolicy policy() {
        return layout.policy();
    }

    @Override
    public GattPlan plan(GattDatabase database) {
        return layout.plan(database);
    }
}
