// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import org.ravning.api.Advertisement;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.Match;
import org.ravning.profile.api.ProfileInfo;

/**
 * Decodes advertisements as a profile file says.
 *
 * @param info what the profile is called
 * @param layout what the file says
 */
public record DeclarativeProfile(ProfileInfo info, Layout layout) implements AdvertisementProfile {
    @Override
    public Match match() {
        return layout.match();
    }

    @Override
    public Decoded decode(Advertisement advertisement, DecodeContext context) {
        return layout.decode(advertisement, context);
    }
}
