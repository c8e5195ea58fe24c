// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdvertisingData;

/**
 * What {@link AdvertisingDataParser} made of some bytes.
 *
 * @param data what the well-formed structures carry, with all bytes as {@link AdvertisingData#raw()}
 * @param defect what is wrong with the first structure that is not well-formed, as one line; null if all are
 */
public record ParsedAdvertisingData(
        AdvertisingData data, @Nullable String defect) {
    /** Refuses null where it is not allowed. */
    public ParsedAdvertisingData {
        Objects.requireNonNull(data, "data");
    }

    /** Says whether anything is wrong with the bytes. */
    public boolean isMalformed() {
        return defect != null;
    }
}
