// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed.frame;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ravning.spi.AdvertisementReport;

/**
 * One advertisement as another gateway heard it.
 *
 * @param gateway what that gateway calls itself, fit for the name of an adapter
 * @param report what it heard
 * @param heardAt when, by its clock; null if it does not say
 */
public record Frame(
        String gateway,
        AdvertisementReport report,
        @Nullable Instant heardAt) {
    private static final int LONGEST = 64;

    /** Returns a stranger's text as the name of an adapter. */
    static String name(String text) throws BadFrameException {
        StringBuilder name = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> name.appendCodePoint(isPlain(c) ? c : '_'));
        if (name.isEmpty()) {
            throw new BadFrameException("the gateway has no name");
        }
        return name.toString();
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "._:-".indexOf(c) >= 0;
    }
}
