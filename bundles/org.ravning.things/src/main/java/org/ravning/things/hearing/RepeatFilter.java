// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.hearing;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdvertisingData;
import org.ravning.api.Bytes;
import org.ravning.profile.api.Decoded;

/**
 * Tells repeated and replayed frames of one format of one device from new ones. Not safe for use by several threads at
 * once.
 *
 * <p>The windows slide: as long as a device goes on repeating a frame, it is the same frame.
 */
public final class RepeatFilter {
    private static final long PACKET_WINDOW = Duration.ofSeconds(4).toNanos();
    private static final long EVENT_WINDOW = Duration.ofSeconds(2).toNanos();
    /** A counter below this may be that of a device that was restarted or got a new battery. */
    private static final long RESTARTED_BELOW = 100;
    /** Of the 256 packet numbers, those less than this ahead are newer, the others older. */
    private static final int FORWARD = 64;

    private @Nullable Long counter;
    private long counterAt;
    private @Nullable Integer packetId;
    private long packetAt;
    private @Nullable Payload eventPayload;
    private long eventAt;

    /** Judges a frame that was decoded, and remembers it. */
    public Novelty judge(Decoded.Readings readings, AdvertisingData data, long nanos) {
        Long newCounter = readings.counter();
        Integer newPacketId = readings.packetId();
        if (newCounter != null) {
            Novelty byCounter = judgeCounter(newCounter, nanos);
            if (byCounter != Novelty.NEW) {
                return byCounter;
            }
        }
        if (newPacketId != null) {
            return judgePacket(newPacketId, nanos);
        }
        return newCounter == null && !readings.events().isEmpty() ? judgeEvents(data, nanos) : Novelty.NEW;
    }

    private Novelty judgeCounter(long told, long nanos) {
        Long last = counter;
        if (last != null && told <= last) {
            if (told == last) {
                return Novelty.REPEATED;
            }
            boolean restarted = told < RESTARTED_BELOW && nanos - counterAt > PACKET_WINDOW;
            if (!restarted) {
                return Novelty.REPLAYED;
            }
        }
        counter = told;
        counterAt = nanos;
        return Novelty.NEW;
    }

    private Novelty judgePacket(int told, long nanos) {
        Integer last = packetId;
        if (last != null && nanos - packetAt <= PACKET_WINDOW) {
            int ahead = (told - last) & 0xFF;
            if (ahead == 0) {
                packetAt = nanos;
                return Novelty.REPEATED;
            }
            if (ahead >= FORWARD) {
                return Novelty.REPEATED;
            }
        }
        packetId = told;
        packetAt = nanos;
        return Novelty.NEW;
    }

    private Novelty judgeEvents(AdvertisingData data, long nanos) {
        Payload payload = new Payload(data.manufacturerData(), data.serviceData());
        boolean same = payload.equals(eventPayload) && nanos - eventAt <= EVENT_WINDOW;
        eventPayload = payload;
        eventAt = nanos;
        return same ? Novelty.EVENTS_REPEATED : Novelty.NEW;
    }

    /** What tells frames apart; name and flags may come with one copy and not with the next. */
    private record Payload(Map<Integer, Bytes> manufacturerData, Map<UUID, Bytes> serviceData) {}
}
