// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli.decode;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.Advertisement;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceId;
import org.ravning.api.OpaqueDeviceId;
import org.ravning.codec.capture.BadLineException;
import org.ravning.codec.capture.CaptureFields;
import org.ravning.codec.capture.CapturedAdvertisement;
import org.ravning.profile.api.DecodeContext;

/** Makes frames of the lines of a capture, which may name the sender's key and model too. */
final class FrameParser {
    private static final AdapterId NO_ADAPTER = new AdapterId("none", "text");
    private static final DeviceId NO_ADDRESS = new OpaqueDeviceId(new UUID(0, 0));

    private FrameParser() {}

    static Frame parse(String line) throws BadLineException {
        Map<?, ?> object = JsonLines.read(line);
        CapturedAdvertisement captured = CaptureFields.read(object);
        DeviceId device = captured.device();
        return new Frame(
                new Advertisement(
                        device == null ? NO_ADDRESS : device,
                        NO_ADAPTER,
                        Instant.EPOCH,
                        captured.rssi(),
                        captured.connectable(),
                        captured.data()),
                new DecodeContext(key(object), text(object, "device")),
                captured.defect());
    }

    private static @Nullable Bytes key(Map<?, ?> object) throws BadLineException {
        String text = text(object, "key");
        try {
            return text == null ? null : Bytes.ofHex(text);
        } catch (IllegalArgumentException e) {
            throw new BadLineException("key: " + e.getMessage());
        }
    }

    private static @Nullable String text(Map<?, ?> object, String field) throws BadLineException {
        Object value = object.get(field);
        if (value == null || value instanceof String || value instanceof Number) {
            return value == null ? null : value.toString();
        }
        throw new BadLineException(field + ": a text is expected");
    }
}
