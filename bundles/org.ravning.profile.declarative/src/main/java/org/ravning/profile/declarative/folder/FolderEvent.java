// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.folder;

import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.Profile;

/**
 * What became of a profile file.
 *
 * @param file its name
 * @param before the profile that it held, or null
 * @param now the profile that it holds, or null
 * @param mistake why it holds none although it is there, or null
 */
public record FolderEvent(
        String file,
        @Nullable Profile before,
        @Nullable Profile now,
        @Nullable String mistake) {
    /** Returns it as a line for people. */
    @Override
    public String toString() {
        if (mistake != null) {
            return "set aside: " + mistake;
        } else if (now != null) {
            return file + (before == null ? " added" : " changed") + ": profile "
                    + now.info().id();
        }
        return file + " removed";
    }
}
