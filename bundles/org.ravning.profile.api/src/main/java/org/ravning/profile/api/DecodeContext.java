// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;

/**
 * What is known of a device beside its advertisement.
 *
 * @param key its key, if the user gave one
 * @param modelHint its model, where the bytes alone do not name it and the user said it
 */
public record DecodeContext(@Nullable Bytes key, @Nullable String modelHint) {
    /** Nothing is known. */
    public static final DecodeContext NONE = new DecodeContext(null, null);

    /** Returns the fields with the key hidden. */
    @Override
    public String toString() {
        return "DecodeContext[key=" + (key == null ? "none" : "(hidden)") + ", modelHint=" + modelHint + "]";
    }
}
