// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.capture;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a capture from its beginning to its end, in little memory however long it is. For one thread at a time. */
public interface CaptureReader extends Closeable {
    /**
     * Returns the next advertisement, or null after the last. What cannot be understood is skipped, and told to whoever the
     * reader was made with; it never throws.
     *
     * @throws IOException if the stream cannot be read
     */
    @Nullable
    CapturedAdvertisement next() throws IOException;
}
