// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.capture;

import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AddressType;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisingData;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.codec.AdvertisingDataParser;
import org.ravning.codec.ParsedAdvertisingData;
import org.ravning.codec.capture.CapturedAdvertisement.Part;

/**
 * Reads the advertisements out of HCI events (Core Specification, Vol 4, Part E, sections 7.7.65.2 and 7.7.65.13). Extended
 * ones that come in pieces are put together; of those whose end does not come a bounded number waits.
 */
final class AdvertisingReports {
    private static final int LE_META = 0x3E;
    private static final int LEGACY = 0x02;
    private static final int EXTENDED = 0x0D;
    private static final int LEGACY_HEAD = 9;
    private static final int EXTENDED_HEAD = 24;
    private static final int NO_TX_POWER = 127;
    private static final int ANONYMOUS = 0xFF;
    private static final int MOST_CHAINS = 64;

    private static final int CONNECTABLE = 0x01;
    private static final int SCAN_RESPONSE = 0x08;
    private static final int COMPLETE = 0;
    private static final int MORE_TO_COME = 1;

    private final Consumer<CapturedAdvertisement> sink;
    private final Consumer<String> problems;
    private final Map<Chain, Bytes> chains = new LinkedHashMap<>();

    AdvertisingReports(Consumer<CapturedAdvertisement> sink, Consumer<String> problems) {
        this.sink = sink;
        this.problems = problems;
    }

    /** What the pieces of one advertisement have in common. */
    private record Chain(@Nullable String adapter, long address, int set, boolean response) {}

    /** Says whether the bytes from there on begin like an event with advertisements. */
    static boolean isAdvertising(byte[] packet, int from) {
        return packet.length >= from + 3
                && (packet[from] & 0xFF) == LE_META
                && (packet[from + 2] == LEGACY || packet[from + 2] == EXTENDED);
    }

    /** Reads one event, which begins there and is one of advertisements. */
    void event(@Nullable String adapter, Duration offset, byte[] packet, int from) {
        Bytes event = Bytes.of(Arrays.copyOfRange(packet, from, packet.length));
        if (event.length() != 2 + event.u8(1) || event.length() < 4) {
            problems.accept("an advertising event says " + event.u8(1) + " bytes and has " + (event.length() - 2));
            return;
        }
        boolean isExtended = event.u8(2) == EXTENDED;
        int reports = event.u8(3);
        int at = 4;
        for (int i = 0; i < reports; i++) {
            int head = isExtended ? EXTENDED_HEAD : LEGACY_HEAD;
            // The RSSI of a legacy report follows its data.
            int tail = isExtended ? 0 : 1;
            int length = at + head <= event.length() ? event.u8(at + head - 1) : 0;
            if (at + head + length + tail > event.length()) {
                problems.accept("an advertising event ends within report " + (i + 1) + " of " + reports);
                return;
            }
            Bytes report = event.slice(at, at + head + length + tail);
            if (isExtended) {
                extended(adapter, offset, report);
            } else {
                legacy(adapter, offset, report);
            }
            at += report.length();
        }
    }

    private void legacy(@Nullable String adapter, Duration offset, Bytes report) {
        int type = report.u8(0);
        if (type > 4) {
            problems.accept("a legacy advertisement of type " + type);
            return;
        }
        // ADV_IND and ADV_DIRECT_IND invite connections; what a scan response's packet did is not told.
        Boolean connectable = type == 4 ? null : Boolean.valueOf(type <= 1);
        emit(
                adapter,
                offset,
                address(report),
                report.s8(report.length() - 1),
                connectable,
                type == 4 ? Part.SCAN_RESPONSE : Part.ADVERTISEMENT,
                report.slice(LEGACY_HEAD, report.length() - 1),
                NO_TX_POWER);
    }

    private void extended(@Nullable String adapter, Duration offset, Bytes report) {
        int type = report.u16le(0);
        boolean isResponse = (type & SCAN_RESPONSE) != 0;
        if (report.u8(2) == ANONYMOUS) {
            return; // there is nobody to name
        }
        Chain chain = new Chain(adapter, report.unsignedLittleEndian(3, 6), report.u8(11), isResponse);
        Bytes before = chains.remove(chain);
        Bytes data = before == null ? report.slice(EXTENDED_HEAD) : before.concat(report.slice(EXTENDED_HEAD));
        int status = type >> 5 & 3;
        if (status == COMPLETE) {
            emit(
                    adapter,
                    offset,
                    address(report.slice(1)),
                    report.s8(13),
                    isResponse ? null : Boolean.valueOf((type & CONNECTABLE) != 0),
                    isResponse ? Part.SCAN_RESPONSE : Part.ADVERTISEMENT,
                    data,
                    report.s8(12));
        } else if (status != MORE_TO_COME || data.length() > AdvertisingDataParser.MAX_LENGTH) {
            problems.accept("the rest of an extended advertisement was not received");
        } else {
            keep(chain, data);
        }
    }

    private void keep(Chain chain, Bytes data) {
        if (chains.size() >= MOST_CHAINS) {
            Iterator<Chain> oldest = chains.keySet().iterator();
            oldest.next();
            oldest.remove();
            problems.accept("the rest of an extended advertisement did not come");
        }
        chains.put(chain, data);
    }

    /** Reads the address type at byte 1 and the address behind it. */
    private static DeviceAddress address(Bytes report) {
        AddressType type = switch (report.u8(1)) {
            case 0, 2 -> AddressType.PUBLIC;
            case 1, 3 -> AddressType.RANDOM;
            default -> AddressType.UNKNOWN;
        };
        return new DeviceAddress(report.unsignedLittleEndian(2, 6), type);
    }

    private void emit(
            @Nullable String adapter,
            Duration offset,
            DeviceAddress sender,
            int rssi,
            @Nullable Boolean connectable,
            Part part,
            Bytes structures,
            int txPower) {
        ParsedAdvertisingData parsed = AdvertisingDataParser.parse(structures);
        AdvertisingData data = parsed.data();
        if (txPower != NO_TX_POWER && data.txPower() == null) {
            AdvertisingData.Builder builder = AdvertisingData.builder().txPower(txPower);
            data = data.merge(builder.raw(Bytes.EMPTY).build());
        }
        int heard = rssi > 20 ? Advertisement.RSSI_UNAVAILABLE : rssi;
        sink.accept(
                new CapturedAdvertisement(offset, adapter, sender, heard, connectable, part, data, parsed.defect()));
    }
}
