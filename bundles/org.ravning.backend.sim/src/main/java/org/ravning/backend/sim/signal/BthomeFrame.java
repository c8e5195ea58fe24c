// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.signal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.backend.sim.air.Event;
import org.ravning.backend.sim.air.Moment;
import org.ravning.backend.sim.air.Payload;

/** Service data of BTHome version 2, in the clear (bthome.io/format). */
public final class BthomeFrame implements Payload {
    private static final int VERSION_2 = 0x40;
    private static final int TRIGGERED = 0x04;
    private static final Map<String, Integer> BUTTON_EVENTS = Map.of(
            "press", 0x01,
            "double_press", 0x02,
            "triple_press", 0x03,
            "long_press", 0x04,
            "long_double_press", 0x05,
            "long_triple_press", 0x06,
            "hold_press", 0x80);
    private static final Map<String, Integer> DIMMER_DIRECTIONS = Map.of("rotate_left", 0x01, "rotate_right", 0x02);

    private final List<Item> items;
    private final boolean triggered;
    private final @Nullable AtomicInteger packetId;

    /**
     * One object of the frame.
     *
     * @param name its name in the file; an event carries it as its source
     * @param value its value; of an event object, which is sent with a value only while announced, anything
     */
    public record Item(String name, BthomeObject object, Signal value) {}

    /**
     * Creates it.
     *
     * @param triggered whether the frame says that it is sent on events rather than regularly
     * @param numbered whether frames carry a packet id
     */
    public BthomeFrame(List<Item> items, boolean triggered, boolean numbered) {
        List<Item> sorted = new ArrayList<>(items);
        sorted.sort(Comparator.comparingInt((Item item) -> item.object.id()));
        this.items = List.copyOf(sorted);
        this.triggered = triggered;
        this.packetId = numbered ? new AtomicInteger() : null;
    }

    /** Says whether an event object can announce this. */
    public static boolean knows(BthomeObject object, String event) {
        return code(object, event).isPresent();
    }

    /** Returns the names of the events that an event object can announce. */
    public static List<String> events(BthomeObject object) {
        return (object == BthomeObject.BUTTON ? BUTTON_EVENTS : DIMMER_DIRECTIONS)
                .keySet().stream().sorted().toList();
    }

    @Override
    public Bytes at(Moment moment) {
        Bytes frame = Bytes.ofInts(triggered ? VERSION_2 | TRIGGERED : VERSION_2);
        AtomicInteger counter = packetId;
        if (counter != null) {
            frame = frame.concat(Bytes.ofInts(0, counter.getAndIncrement() & 0xFF));
        }
        boolean eventful = moment.event() != null;
        for (Item item : items) {
            if (!item.object.isEvent()) {
                frame = frame.concat(Bytes.ofInts(item.object.id())).concat(number(item, moment));
            } else if (eventful) {
                frame = frame.concat(Bytes.ofInts(item.object.id())).concat(event(item, moment.event()));
            }
        }
        return frame;
    }

    private static Bytes number(Item item, Moment moment) {
        return item.object.format().write(item.value.at(moment.elapsed()), item.object.scale());
    }

    private static Bytes event(Item item, @Nullable Event event) {
        int code = event != null && event.source().equals(item.name)
                ? code(item.object, event.value()).orElse(0)
                : 0; // nothing happened to this one
        return NumberFormat.littleEndian(code, item.object == BthomeObject.BUTTON ? 1 : 2);
    }

    /** Returns the code of an event: {@code press}, {@code rotate_left}, or {@code rotate_left 3} with steps. */
    private static Optional<Integer> code(BthomeObject object, String event) {
        String name = event.toLowerCase(Locale.ROOT);
        if (object == BthomeObject.BUTTON) {
            return Optional.ofNullable(BUTTON_EVENTS.get(name));
        }
        String[] parts = name.split(" ", 2);
        Integer direction = DIMMER_DIRECTIONS.get(parts[0]);
        String steps = parts.length == 2 ? parts[1] : "1";
        if (direction == null || !steps.matches("[0-9]{1,2}")) {
            return Optional.empty();
        }
        return Optional.of(direction | Integer.parseInt(steps) << 8);
    }
}
