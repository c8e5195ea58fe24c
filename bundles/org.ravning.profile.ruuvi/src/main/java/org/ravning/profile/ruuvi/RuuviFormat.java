// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.ruuvi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Reading;

/** The data formats of Ruuvi (docs.ruuvi.com, Bluetooth advertisements), known by their first byte. */
enum RuuviFormat {
    /** Data format 3 (RAWv1). */
    RAW_V1(0x03, 14, RuuviFormat.TAG, TagLayouts::rawV1),
    /** Data format 5 (RAWv2). */
    RAW_V2(0x05, 18, RuuviFormat.TAG, TagLayouts::rawV2),
    /** Data format C5: data format 5 without acceleration. */
    CUT_RAW_V2(0xC5, 12, RuuviFormat.TAG, TagLayouts::cutRawV2),
    /** Data format 6: an air monitor in a packet of the old length. */
    AIR(0x06, 17, RuuviFormat.AIR_MONITOR, AirLayouts::air),
    /** Data format E1: an air monitor in an extended packet. */
    EXTENDED_AIR(0xE1, 29, RuuviFormat.AIR_MONITOR, AirLayouts::extendedAir);

    private static final String TAG = "RuuviTag";
    private static final String AIR_MONITOR = "Ruuvi Air";

    private final int firstByte;
    private final int length;
    private final DeviceModel model;
    private final Layout layout;

    RuuviFormat(int firstByte, int length, String model, Layout layout) {
        this.firstByte = firstByte;
        this.length = length;
        this.model = DeviceModel.of("Ruuvi", model);
        this.layout = layout;
    }

    /** Makes readings of a frame that is long enough. */
    @FunctionalInterface
    interface Layout {
        List<Reading> read(Bytes frame);
    }

    static @Nullable RuuviFormat of(int firstByte) {
        for (RuuviFormat format : values()) {
            if (format.firstByte == firstByte) {
                return format;
            }
        }
        return null;
    }

    /** Returns the bytes that the measurements need; the address may follow. */
    int length() {
        return length;
    }

    DeviceModel model() {
        return model;
    }

    List<Reading> read(Bytes frame) {
        return layout.read(frame);
    }
}
