// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.util.Locale;
import java.util.StringJoiner;
import org.ravning.api.Advertisement;
import org.ravning.api.BleUuid;
import org.ravning.codec.UuidNames;

/** An advertisement as a line for people. */
final class AdvertisementText {
    private AdvertisementText() {}

    static String of(Advertisement heard) {
        StringJoiner parts = new StringJoiner("  ");
        heard.serviceUuids().forEach(uuid -> parts.add(UuidNames.name(uuid).orElseGet(() -> BleUuid.shortText(uuid))));
        heard.manufacturerData()
                .forEach((id, data) -> parts.add(String.format(Locale.ROOT, "0x%04x=%s", id, data.hex())));
        heard.serviceData().forEach((uuid, data) -> parts.add(BleUuid.shortText(uuid) + "=" + data.hex()));
        return String.format(
                Locale.ROOT,
                "%-17s %8s  %-20s  %s",
                heard.device().text(),
                heard.rssi() == Advertisement.RSSI_UNAVAILABLE ? "- dBm" : heard.rssi() + " dBm",
                heard.localName() == null ? "-" : heard.localName(),
                parts);
    }
}
