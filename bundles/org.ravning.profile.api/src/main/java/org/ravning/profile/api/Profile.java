// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import org.osgi.annotation.versioning.ConsumerType;

/** Knows a kind of device: {@link AdvertisementProfile} from what it broadcasts, {@link GattProfile} over a link. */
@ConsumerType
public interface Profile {
    /** Returns what it is called; fixed while it runs. */
    ProfileInfo info();

    /** Returns by what it wants to be asked; fixed while it runs. */
    Match match();
}
