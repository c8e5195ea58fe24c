// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.freedesktop.dbus.DBusPath;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AddressType;
import org.ravning.api.BleOperation;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.api.KnownDevice;
import org.ravning.backend.bluez.bus.BusException;
import org.ravning.backend.bluez.bus.Reply;

/**
 * What bluetoothd remembers of the devices of one adapter. It is asked each time: to mirror what is asked for so seldom
 * would cost memory for every device in the room.
 */
final class DeviceRecords {
    private final BluezDaemon daemon;
    private final BluezRadio radio;

    DeviceRecords(BluezDaemon daemon, BluezRadio radio) {
        this.daemon = daemon;
        this.radio = radio;
    }

    CompletableFuture<List<KnownDevice>> all() {
        CompletableFuture<List<KnownDevice>> known = new CompletableFuture<>();
        daemon.loop().then(daemon.managedObjects(), daemon.timing().call(), (reply, error) -> {
            try {
                if (reply != null) {
                    known.complete(read(reply));
                    return;
                }
                fail(known, new BleOperation("list known devices", null, radio.id()), error);
            } catch (BusException e) {
                fail(known, new BleOperation("list known devices", null, radio.id()), e);
            }
        });
        return known;
    }

    CompletableFuture<Boolean> forget(DeviceId device) {
        CompletableFuture<Boolean> forgotten = new CompletableFuture<>();
        if (!(device instanceof DeviceAddress address)) {
            forgotten.complete(false);
            return forgotten;
        }
        DBusPath path = new DBusPath(radio.devicePath(address));
        daemon.loop()
                .then(
                        daemon.call(radio.path(), BluezObject.ADAPTER, "RemoveDevice", "o", path),
                        daemon.timing().call(),
                        (reply, error) -> {
                            if (error == null || error.is("DoesNotExist")) {
                                forgotten.complete(error == null);
                            } else {
                                fail(forgotten, new BleOperation("forget", device, radio.id()), error);
                            }
                        });
        return forgotten;
    }

    private void fail(CompletableFuture<?> stage, BleOperation operation, @Nullable BusException error) {
        BusException cause = error == null ? new BusException(BusException.WRONG_TYPE, "no answer", null) : error;
        stage.completeExceptionally(BluezErrors.scan(operation, cause, daemon.timing()));
    }

    private List<KnownDevice> read(Reply reply) throws BusException {
        List<KnownDevice> known = new ArrayList<>();
        reply.map().forEach((path, interfaces) -> {
            if (path instanceof String text
                    && text.startsWith(radio.path() + "/dev_")
                    && interfaces instanceof Map<?, ?> all
                    && all.get(BluezObject.DEVICE) instanceof Map<?, ?> properties) {
                KnownDevice device = device(properties);
                if (device != null) {
                    known.add(device);
                }
            }
        });
        return known;
    }

    /** Returns nothing for a device that was only heard, or is not described as documented. */
    private @Nullable KnownDevice device(Map<?, ?> properties) {
        boolean paired = is(properties, "Paired") || is(properties, "Bonded");
        boolean connected = is(properties, "Connected");
        if (!paired && !connected && !is(properties, "Trusted")
                || !(properties.get("Address") instanceof String address)) {
            return null;
        }
        AddressType type = "random".equals(properties.get("AddressType")) ? AddressType.RANDOM : AddressType.PUBLIC;
        String name = properties.get("Name") instanceof String text ? text : null;
        try {
            return new KnownDevice(DeviceAddress.of(address, type), radio.id(), name, paired, connected);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean is(Map<?, ?> properties, String name) {
        return Boolean.TRUE.equals(properties.get(name));
    }
}
