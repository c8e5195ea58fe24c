// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.scan;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.ravning.api.Advertisement;
import org.ravning.api.DeviceId;

/**
 * Joins an advertising packet and the scan response that follows it into one advertisement (contract C16).
 *
 * <p>A packet waits for its response, which comes within milliseconds, until the device's next packet, until two calls of
 * {@link #tick()}, or until too many others wait; then it goes on alone. So each packet gives one advertisement, with
 * what that packet and its own response carried and nothing older; a button press is not seen twice. A response whose
 * packet has gone on already is an advertisement of its own. Not for use by several threads at once.
 */
final class ResponseMerger {
    private final int capacity;
    private final Consumer<Advertisement> sink;
    private final Map<DeviceId, Waiting> waiting = new LinkedHashMap<>();
    private long now;

    ResponseMerger(int capacity, Consumer<Advertisement> sink) {
        this.capacity = capacity;
        this.sink = sink;
    }

    private record Waiting(Advertisement packet, long since) {}

    void packet(Advertisement packet) {
        Waiting earlier = waiting.remove(packet.device());
        if (earlier != null) {
            sink.accept(earlier.packet);
        } else if (waiting.size() >= capacity) {
            release(waiting.values().iterator());
        }
        waiting.put(packet.device(), new Waiting(packet, now));
    }

    void response(Advertisement response) {
        Waiting packet = waiting.remove(response.device());
        sink.accept(packet == null ? response : join(packet.packet, response));
    }

    /** Sends on what has waited since before the last tick; call it at a fixed interval. */
    void tick() {
        Iterator<Waiting> entries = waiting.values().iterator();
        while (!waiting.isEmpty() && waiting.values().iterator().next().since < now) {
            release(entries);
        }
        now++;
    }

    /** Sends on everything. */
    void flush() {
        Iterator<Waiting> entries = waiting.values().iterator();
        while (entries.hasNext()) {
            release(entries);
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    private void release(Iterator<Waiting> entries) {
        Advertisement packet = entries.next().packet;
        entries.remove();
        sink.accept(packet);
    }

    private static Advertisement join(Advertisement packet, Advertisement response) {
        int rssi = packet.rssi() == Advertisement.RSSI_UNAVAILABLE ? response.rssi() : packet.rssi();
        return new Advertisement(
                packet.device(),
                packet.heardBy(),
                packet.receivedAt(),
                rssi,
                packet.connectable(),
                packet.data().merge(response.data()));
    }
}
