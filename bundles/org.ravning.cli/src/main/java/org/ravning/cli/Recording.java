// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Advertisement;
import org.ravning.codec.capture.CapturedAdvertisement;

/** Writes what is heard to a capture, whose time begins with the first advertisement. */
final class Recording implements ScanOutput {
    private final CaptureWriter writer;
    private @Nullable Instant began;

    Recording(CaptureWriter writer) {
        this.writer = writer;
    }

    @Override
    public boolean take(Advertisement heard) throws IOException {
        Instant start = began == null ? heard.receivedAt() : began;
        began = start;
        Duration offset = Duration.between(start, heard.receivedAt());
        writer.add(new CapturedAdvertisement(
                offset.isNegative() ? Duration.ZERO : offset,
                heard.heardBy().name(),
                heard.device(),
                heard.rssi(),
                heard.connectable(),
                CapturedAdvertisement.Part.WHOLE,
                heard.data(),
                null));
        return true;
    }

    @Override
    public void flush() throws IOException {
        writer.flush();
    }
}
