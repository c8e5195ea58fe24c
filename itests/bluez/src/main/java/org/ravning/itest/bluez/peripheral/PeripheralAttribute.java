// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.peripheral;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;
import org.ravning.api.Bytes;
import org.ravning.itest.bluez.bus.BusCall;
import org.ravning.itest.bluez.bus.BusObject;
import org.ravning.itest.bluez.bus.BusValues;
import org.ravning.itest.bluez.bus.Monitor;

/** A value that a central can read or write: a characteristic or a descriptor. All methods may be used from any thread. */
public abstract sealed class PeripheralAttribute implements BusObject
        permits PeripheralCharacteristic, PeripheralDescriptor {
    /** How long the waiting methods wait: the guest is slow. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    final Monitor monitor = new Monitor();
    private final String iface;
    private final UUID uuid;
    private final List<Flag> flags;
    private final List<Bytes> writes = new ArrayList<>();
    private final List<BusCall> stalled = new ArrayList<>();
    private final Bytes firstValue;
    private Bytes value;
    private String path = "";
    private boolean stalling;
    private boolean stallingWrites;
    private int defaultError;
    private int error;
    private int reads;

    PeripheralAttribute(String iface, UUID uuid, List<Flag> flags, Bytes value) {
        this.iface = iface;
        this.uuid = uuid;
        this.flags = flags;
        this.firstValue = value;
        this.value = value;
    }

    /** Returns the UUID. */
    public final UUID uuid() {
        return uuid;
    }

    /** Returns the current value. */
    public final Bytes value() {
        return monitor.read(() -> value);
    }

    /** Sets the value that reads return from now on; sends nothing. */
    public final void value(Bytes newValue) {
        monitor.change(() -> value = newValue);
    }

    /** Returns what centrals wrote since the last {@link #reset}, oldest first. A long write is one value. */
    public final List<Bytes> writes() {
        return monitor.read(() -> List.copyOf(writes));
    }

    /** Waits until there are that many writes and returns them all. */
    public final List<Bytes> awaitWrites(int count) {
        monitor.expect(PATIENCE, () -> writes.size() >= count, () -> uuid + " was written " + writes);
        return writes();
    }

    /** Returns how many read requests came since the last {@link #reset}; a long read is several. */
    public final int reads() {
        return monitor.read(() -> reads);
    }

    /** Answers reads and writes with this ATT error (0x80 to 0x9F), until 0 is set. */
    public final void fail(int applicationError) {
        monitor.change(() -> error = applicationError);
    }

    /** Keeps each read that comes from now on waiting, until {@link #release}. */
    public final void stall() {
        monitor.change(() -> stalling = true);
    }

    /** Keeps each write that comes from now on waiting, until {@link #release}. */
    public final void stallWrites() {
        monitor.change(() -> stallingWrites = true);
    }

    /** Waits until that many reads and writes are being kept waiting. */
    public final void awaitStalled(int count) {
        monitor.expect(PATIENCE, () -> stalled.size() >= count, () -> uuid + " keeps " + stalled.size() + " calls");
    }

    /** Answers the reads and writes that were kept waiting, and later ones at once. */
    public final void release() {
        List<BusCall> waiting = new ArrayList<>();
        monitor.change(() -> {
            stalling = false;
            stallingWrites = false;
            waiting.addAll(stalled);
            stalled.clear();
        });
        waiting.forEach(this::answer);
    }

    /** Never answers the reads and writes that were kept waiting. */
    final void abandon() {
        monitor.change(stalled::clear);
    }

    /** Forgets writes and counts, ends stalls, and fails as at first, with its first value. */
    public void reset() {
        release();
        monitor.change(() -> {
            writes.clear();
            reads = 0;
            error = defaultError;
            value = firstValue;
        });
    }

    final void failByDefault(int applicationError) {
        monitor.change(() -> {
            defaultError = applicationError;
            error = applicationError;
        });
    }

    final String path() {
        return path;
    }

    void place(String newPath) {
        path = newPath;
    }

    final Map<String, Variant<?>> properties(String parentKind, String parent) {
        Map<String, Variant<?>> properties = new LinkedHashMap<>();
        properties.put("UUID", new Variant<>(uuid.toString()));
        properties.put(parentKind, new Variant<>(new DBusPath(parent)));
        properties.put("Flags", new Variant<>(flags.stream().map(Flag::text).toArray(String[]::new), "as"));
        return properties;
    }

    @Override
    public void handle(BusCall call) {
        if (call.method().equals(iface + ".ReadValue")) {
            take(call, true);
        } else if (call.method().equals(iface + ".WriteValue")) {
            take(call, false);
        } else {
            call.unknown();
        }
    }

    private void take(BusCall call, boolean isRead) {
        boolean late = monitor.read(() -> {
            reads += isRead ? 1 : 0;
            return (isRead ? stalling : stallingWrites) && stalled.add(call);
        });
        if (late) {
            monitor.change(() -> {});
        } else {
            answer(call);
        }
    }

    private void answer(BusCall call) {
        if (call.method().endsWith(".ReadValue")) {
            answerRead(call);
        } else {
            answerWrite(call);
        }
    }

    private void answerRead(BusCall call) {
        int failure = monitor.read(() -> error);
        int offset = offset(call, 0);
        Bytes all = value();
        if (failure != 0) {
            fail(call, failure);
        } else if (offset > all.length()) {
            call.fail("org.bluez.Error.InvalidOffset", "the value has " + all.length() + " bytes");
        } else {
            call.reply("ay", (Object) all.slice(offset).toArray());
        }
    }

    private void answerWrite(BusCall call) {
        int failure = monitor.read(() -> error);
        int offset = offset(call, 1);
        Bytes part = BusValues.bytes(call.arguments().get(0));
        if (failure != 0) {
            fail(call, failure);
            return;
        }
        if (offset > value().length()) {
            call.fail("org.bluez.Error.InvalidOffset", "the value has fewer bytes");
            return;
        }
        monitor.change(() -> {
            writes.add(part);
            value = value.slice(0, offset).concat(part);
        });
        call.reply();
    }

    private static void fail(BusCall call, int applicationError) {
        // bluetoothd takes an application error (0x80 to 0x9f) from the text of this one error.
        call.fail("org.bluez.Error.Failed", String.format(Locale.ROOT, "0x%02x", applicationError));
    }

    private static int offset(BusCall call, int optionsAt) {
        Object offset = ((Map<?, ?>) call.arguments().get(optionsAt)).get("offset");
        return offset instanceof Variant<?> variant ? ((Number) variant.getValue()).intValue() : 0;
    }
}
