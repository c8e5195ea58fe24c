// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Brokers and the time of a test: messages take a random time, so that they overtake each other; some come twice, and
 * those of QoS 0 get lost. A broker node keeps retained messages by itself and passes messages on to the other node unless
 * the two are parted.
 */
final class SimulatedBus {
    /** Somebody who hears everything. */
    interface Ear {
        void hear(String topic, Object payload);
    }

    private record Event(long at, long order, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    final Random random;
    final Duration slowest;
    private final double loss;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<Map<String, Object>> retained = new ArrayList<>();
    private final Map<Ear, Integer> nodes = new HashMap<>();
    private final Set<Ear> connected = new LinkedHashSet<>();
    private boolean parted;
    private long now = 7_000_000_000L;
    private long order;

    SimulatedBus(long seed, Duration slowest, double loss) {
        random = new Random(seed);
        this.slowest = slowest;
        this.loss = loss;
        retained.add(new TreeMap<>());
        retained.add(new TreeMap<>());
    }

    long now() {
        return now;
    }

    void after(Duration time, Runnable task) {
        events.add(new Event(now + time.toNanos(), order++, task));
    }

    void run(Duration time) {
        long end = now + time.toNanos();
        while (!events.isEmpty() && events.peek().at() <= end) {
            Event event = events.remove();
            now = event.at();
            event.task().run();
        }
        now = end;
    }

    Duration delay() {
        return Duration.ofNanos((long) (random.nextDouble() * slowest.toNanos() / 2));
    }

    void connect(Ear ear, int node) {
        nodes.put(ear, node);
        connected.add(ear);
        retained.get(node).forEach((topic, payload) -> after(delay(), () -> deliver(ear, topic, payload)));
    }

    void disconnect(Ear ear) {
        connected.remove(ear);
    }

    boolean isConnected(Ear ear) {
        return connected.contains(ear);
    }

    void part(boolean now) {
        parted = now;
    }

    /** Loses what the brokers keep. */
    void restart() {
        retained.forEach(Map::clear);
    }

    /** Publishes; it is lost if the publisher is not connected. */
    void publish(Ear from, String topic, Object payload, boolean kept, boolean mayBeLost) {
        if (!isConnected(from)) {
            return;
        }
        int node = nodes.get(from);
        int times = random.nextInt(20) == 0 ? 2 : 1;
        for (int i = 0; i < times; i++) {
            after(delay(), () -> arrive(node, topic, payload, kept, mayBeLost));
        }
    }

    private void arrive(int node, String topic, Object payload, boolean kept, boolean mayBeLost) {
        if (kept) {
            retained.get(node).put(topic, payload);
            if (!parted) {
                retained.get(1 - node).put(topic, payload);
            }
        }
        for (Ear ear : List.copyOf(connected)) {
            boolean reaches = nodes.get(ear) == node || !parted;
            if (reaches && !(mayBeLost && random.nextDouble() < loss)) {
                after(delay(), () -> deliver(ear, topic, payload));
            }
        }
    }

    private void deliver(Ear ear, String topic, Object payload) {
        if (isConnected(ear)) {
            ear.hear(topic, payload);
        }
    }
}
