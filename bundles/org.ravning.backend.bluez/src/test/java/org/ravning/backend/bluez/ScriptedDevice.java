// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.freedesktop.dbus.types.UInt16;
import org.freedesktop.dbus.types.Variant;
import org.ravning.api.Bytes;
import org.ravning.backend.bluez.script.Answer;
import org.ravning.backend.bluez.script.ScriptedBluez;
import org.ravning.backend.bluez.script.ScriptedPeer.Call;
import org.ravning.tck.PeerGatt;

/** The GATT objects of the contract's device, as a scripted bluetoothd shows and answers them. Guarded by itself. */
final class ScriptedDevice {
    private static final int MTU = 247;
    private static final String CCC = "00002902-0000-1000-8000-00805f9b34fb";

    private final ScriptedBluez bluez;
    private final String device;
    private final Map<UUID, ScriptedAttribute> attributes = new LinkedHashMap<>();
    private final Map<String, UUID> paths = new LinkedHashMap<>();
    private int handle;

    ScriptedDevice(ScriptedBluez bluez, String device) {
        this.bluez = bluez;
        this.device = device;
        bluez.on("ReadValue", call -> answered(call, this::read));
        bluez.on("WriteValue", call -> answered(call, this::write));
        bluez.on("StartNotify", call -> answered(call, (uuid, c) -> notify(uuid, true)));
        bluez.on("StopNotify", call -> answered(call, (uuid, c) -> notify(uuid, false)));
    }

    /** Shows the services, from this handle on. */
    synchronized void show(int firstHandle) {
        handle = firstHandle;
        service(
                PeerGatt.ENVIRONMENT_SERVICE,
                () -> characteristic(PeerGatt.TEMPERATURE, PeerGatt.FIRST_TEMPERATURE, "read", "notify"));
        service(PeerGatt.VENDOR_SERVICE, () -> {
            characteristic(PeerGatt.READ, PeerGatt.FIRST_READ, "read");
            characteristic(PeerGatt.WRITE, Bytes.EMPTY, "read", "write");
            characteristic(PeerGatt.COMMAND, Bytes.EMPTY, "write-without-response");
            characteristic(PeerGatt.NOTIFY, Bytes.EMPTY, "notify");
            characteristic(PeerGatt.INDICATE, Bytes.EMPTY, "indicate");
            characteristic(PeerGatt.LONG, PeerGatt.FIRST_LONG, "read", "write");
            characteristic(PeerGatt.FAILING, Bytes.EMPTY, "read", "write");
            String described = characteristic(PeerGatt.DESCRIBED, Bytes.EMPTY, "read");
            descriptor(described, PeerGatt.USER_DESCRIPTION, Bytes.ofUtf8("described"));
            descriptor(described, PeerGatt.CUSTOM_DESCRIPTOR, PeerGatt.FIRST_CUSTOM);
            characteristic(PeerGatt.READ_NOTIFY, Bytes.EMPTY, "read", "notify");
        });
    }

    private String service = "";

    private void service(UUID uuid, Runnable characteristics) {
        service = String.format("%s/service%04x", device, handle++);
        bluez.add(service, ScriptedBluez.SERVICE, Map.of("UUID", uuid.toString(), "Primary", true));
        paths.put(service, uuid);
        characteristics.run();
    }

    private String characteristic(UUID uuid, Bytes value, String... flags) {
        String path = String.format("%s/char%04x", service, handle);
        handle += 2;
        bluez.add(
                path,
                ScriptedBluez.CHARACTERISTIC,
                Map.of("UUID", uuid.toString(), "Flags", List.of(flags), "MTU", new UInt16(MTU)));
        remember(path, uuid, value);
        if (List.of(flags).contains("notify") || List.of(flags).contains("indicate")) {
            String ccc = String.format("%s/desc%04x", path, handle++);
            bluez.add(ccc, ScriptedBluez.DESCRIPTOR, Map.of("UUID", CCC));
            paths.put(ccc, uuid);
        }
        return path;
    }

    private void descriptor(String characteristic, UUID uuid, Bytes value) {
        String path = String.format("%s/desc%04x", characteristic, handle++);
        bluez.add(path, ScriptedBluez.DESCRIPTOR, Map.of("UUID", uuid.toString()));
        remember(path, uuid, value);
    }

    private void remember(String path, UUID uuid, Bytes value) {
        paths.put(path, uuid);
        attributes.computeIfAbsent(uuid, u -> new ScriptedAttribute(value, u.equals(PeerGatt.FAILING)));
    }

    /** Takes all of it away. */
    synchronized void hide() {
        paths.keySet().forEach(bluez::remove);
        paths.clear();
    }

    synchronized boolean isShown() {
        return !paths.isEmpty();
    }

    // --- what bluetoothd is asked; on the thread of the bus

    private synchronized Answer answered(Call call, BiFunction<UUID, Call, Answer> how) {
        UUID uuid = paths.get(call.path());
        return uuid == null || !attributes.containsKey(uuid)
                ? Answer.busError("UnknownObject", "no " + call.path())
                : how.apply(uuid, call);
    }

    private Answer read(UUID uuid, Call call) {
        Answer other = attributes.get(uuid).read();
        return other == null ? tellAndAnswer(call.path(), uuid) : other;
    }

    /** bluetoothd tells each value that was read as a change, before it answers. */
    private Answer tellAndAnswer(String path, UUID uuid) {
        Bytes value = attributes.get(uuid).value();
        tell(path, value);
        return Answer.of("ay", (Object) value.toArray());
    }

    private Answer write(UUID uuid, Call call) {
        return attributes.get(uuid).write(bytes(call.values()[0]));
    }

    /** The library reads an array of bytes in more than one way. */
    private static Bytes bytes(Object value) {
        if (value instanceof byte[] array) {
            return Bytes.of(array);
        }
        List<?> list = value instanceof Object[] array ? List.of(array) : (List<?>) value;
        int[] all =
                list.stream().mapToInt(one -> ((Number) one).intValue() & 0xFF).toArray();
        return Bytes.ofInts(all);
    }

    private Answer notify(UUID uuid, boolean on) {
        attributes.get(uuid).subscribed(on);
        return Answer.DONE;
    }

    private void tell(String path, Bytes value) {
        String iface = path.contains("/desc") ? ScriptedBluez.DESCRIPTOR : ScriptedBluez.CHARACTERISTIC;
        bluez.change(path, iface, Map.of("Value", new Variant<>(value.toArray(), "ay")));
    }

    // --- what the test does

    synchronized void value(UUID uuid, Bytes value) {
        attributes.get(uuid).value(value);
    }

    synchronized List<Bytes> writes(UUID uuid) {
        return attributes.get(uuid).writes();
    }

    synchronized long reads(UUID uuid) {
        return attributes.get(uuid).reads();
    }

    synchronized void stall(UUID uuid) {
        attributes.get(uuid).stall();
    }

    synchronized void release(UUID uuid) {
        String path = pathOf(uuid);
        attributes.get(uuid).release().forEach(waiting -> waiting.complete(tellAndAnswer(path, uuid)));
    }

    synchronized void send(UUID uuid, Bytes value) {
        attributes.get(uuid).value(value);
        if (attributes.get(uuid).isSubscribed()) {
            tell(pathOf(uuid), value);
        }
    }

    synchronized boolean isSubscribed(UUID uuid) {
        return attributes.get(uuid).isSubscribed();
    }

    synchronized void linkLost() {
        attributes.values().forEach(ScriptedAttribute::linkLost);
    }

    synchronized void reset() {
        attributes.values().forEach(ScriptedAttribute::reset);
    }

    private String pathOf(UUID uuid) {
        return paths.entrySet().stream()
                .filter(entry -> entry.getValue().equals(uuid))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
