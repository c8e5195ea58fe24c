// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.Profile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once for each device what its owner can do about it, and once for each profile that it is broken. */
final class Complaints {
    private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);
    private static final int REMEMBERED = 256;

    private final Set<Object> made = Collections.newSetFromMap(Collections.synchronizedMap(new Recent()));

    void about(DeviceId device, AdvertisementProfile profile, Decoded.Malformed malformed) {
        String todo = switch (malformed.reason()) {
            case KEY_MISSING -> "it is encrypted; add its key to the keys file";
            case WRONG_KEY -> "it is encrypted with another key than the one in the keys file";
            case PLAIN_WITH_KEY -> "it is not encrypted although the keys file has a key for it; ignored";
            default -> "";
        };
        if (!todo.isEmpty() && made.add(Map.entry(device, malformed.reason()))) {
            LOG.info("{} ({}): {}", device, profile.info().id(), todo);
        }
    }

    void aboutBug(Profile profile, RuntimeException bug) {
        if (made.add(profile.info().id())) {
            LOG.error(
                    "The profile {} failed on an advertisement; it is kept",
                    profile.info().id(),
                    bug);
        }
    }

    /** Forgets the oldest: a flood of addresses must not be remembered. */
    private static final class Recent extends LinkedHashMap<Object, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }
}
