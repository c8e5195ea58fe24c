// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.ravning.profile.api.Profile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once for each profile that it is broken. */
final class Complaints {
    private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);
    private static final int REMEMBERED = 256;

    private final Set<Object> made = Collections.newSetFromMap(Collections.synchronizedMap(new Recent()));

    void aboutBug(Profile profile, RuntimeException bug) {
        if (made.add(profile.info().id())) {
            LOG.error(
                    "The profile {} failed on an advertisement; it is kept",
                    profile.info().id(),
                    bug);
        }
    }

    /** Forgets the oldest: profiles come and go. */
    private static final class Recent extends LinkedHashMap<Object, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }
}
