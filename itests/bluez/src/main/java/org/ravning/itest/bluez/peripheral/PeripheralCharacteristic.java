// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.peripheral;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.itest.bluez.bus.Bluez;
import org.ravning.itest.bluez.bus.Bus;
import org.ravning.itest.bluez.bus.BusCall;

/** A characteristic of the peripheral, with a view of who subscribed and a way to notify. */
public final class PeripheralCharacteristic extends PeripheralAttribute {
    static final String INTERFACE = Bluez.CHARACTERISTIC;

    private final List<PeripheralDescriptor> descriptors = new ArrayList<>();
    private @Nullable Bus bus;
    private boolean subscribed;
    private int enabled;
    private int disabled;
    private int confirmed;

    /** Describes a characteristic with its first value. */
    public PeripheralCharacteristic(UUID uuid, Bytes value, Flag... flags) {
        super(INTERFACE, uuid, List.of(flags), value);
    }

    /** Adds a descriptor; to be called before the peripheral is opened. */
    public PeripheralCharacteristic with(PeripheralDescriptor descriptor) {
        descriptors.add(descriptor);
        return this;
    }

    /** Makes it answer reads and writes with this ATT error (0x80 to 0x9F) unless a test says otherwise. */
    public PeripheralCharacteristic failingWith(int applicationError) {
        failByDefault(applicationError);
        return this;
    }

    /** Returns the descriptors in the order in which they were added. */
    public List<PeripheralDescriptor> descriptors() {
        return List.copyOf(descriptors);
    }

    /** Says whether notifications or indications are enabled (the client characteristic configuration is not zero). */
    public boolean subscribed() {
        return monitor.read(() -> subscribed);
    }

    /** Waits until notifications or indications are enabled, or disabled. */
    public void awaitSubscribed(boolean wanted) {
        monitor.expect(PATIENCE, () -> subscribed == wanted, () -> uuid() + " subscribed is " + subscribed);
    }

    /** Returns how often notifications or indications were enabled since the last {@link #reset}. */
    public int timesEnabled() {
        return monitor.read(() -> enabled);
    }

    /** Returns how often they were disabled since the last {@link #reset}. */
    public int timesDisabled() {
        return monitor.read(() -> disabled);
    }

    /** Waits until the central has confirmed that many indications since the last {@link #reset}. */
    public void awaitConfirmed(int count) {
        monitor.expect(PATIENCE, () -> confirmed >= count, () -> uuid() + " confirmed " + confirmed);
    }

    /** Sets the value and sends it to whoever subscribed. Values sent in a row arrive in that order. */
    public void send(Bytes newValue) {
        value(newValue);
        Bus open = monitor.read(() -> bus);
        if (open == null) {
            throw new IllegalStateException("the peripheral is not open");
        }
        try {
            open.emit(
                    path(),
                    Bluez.PROPERTIES,
                    "PropertiesChanged",
                    "sa{sv}as",
                    INTERFACE,
                    Map.of("Value", new Variant<>(newValue.toArray(), "ay")),
                    new String[0]);
        } catch (IOException e) {
            throw new IllegalStateException("cannot send from " + uuid(), e);
        }
    }

    @Override
    public void reset() {
        super.reset();
        monitor.change(() -> {
            enabled = 0;
            disabled = 0;
            confirmed = 0;
        });
    }

    void attach(Bus newBus) {
        monitor.change(() -> bus = newBus);
    }

    @Override
    public void handle(BusCall call) {
        switch (call.method().substring(call.method().lastIndexOf('.') + 1)) {
            case "StartNotify" -> {
                monitor.change(() -> {
                    subscribed = true;
                    enabled++;
                });
                call.reply();
            }
            case "StopNotify" -> {
                monitor.change(() -> {
                    subscribed = false;
                    disabled++;
                });
                call.reply();
            }
            case "Confirm" -> {
                monitor.change(() -> confirmed++);
                call.reply();
            }
            default -> super.handle(call);
        }
    }
}
