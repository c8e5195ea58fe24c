// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli.decode;

import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.Decoded;

/**
 * What became of a frame.
 *
 * @param profile who recognised it, or null if nobody did
 * @param decoded what it made of the frame; {@link Decoded#NOT_MINE} if nobody recognised it
 */
record Outcome(@Nullable AdvertisementProfile profile, Decoded decoded) {
    static final Outcome UNKNOWN = new Outcome(null, Decoded.NOT_MINE);
}
