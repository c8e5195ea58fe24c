// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.types.UInt16;
import org.freedesktop.dbus.types.Variant;
import org.ravning.api.AddressType;
import org.ravning.api.AdvertisingData;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.backend.bluez.script.Answer;
import org.ravning.backend.bluez.script.PrivateBus;
import org.ravning.backend.bluez.script.ScriptedBluez;
import org.ravning.spi.Backend;
import org.ravning.tck.Peer;

/** The contract's device behind a scripted bluetoothd: what that tells when, as far as it is known. Guarded by itself. */
final class ScriptedContractPeer implements Peer {
    private static final BluezSettings.Timing TIMING = new BluezSettings.Timing(
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofMillis(50),
            Duration.ofSeconds(10),
            Duration.ofMillis(5));
    private static final String ADDRESS = "C0:00:00:00:00:01";
    private static final String HCI0 = "/org/bluez/hci0";
    private static final String PATH = HCI0 + "/dev_" + ADDRESS.replace(':', '_');

    private final PrivateBus bus = new PrivateBus();
    private final ScriptedBluez bluez = new ScriptedBluez(bus.address());
    private final BluezBackend backend = new BluezBackend(new BluezSettings(bus.address(), TIMING));
    private final ScriptedDevice gatt = new ScriptedDevice(bluez, PATH);
    private final ScheduledExecutorService air = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "scripted-air");
        thread.setDaemon(true);
        return thread;
    });
    private AdvertisingData broadcast = AdvertisingData.EMPTY;
    private boolean advertising;
    private boolean inRange = true;
    private boolean plugged;
    private boolean powered;
    private boolean discovering;
    private boolean connected;
    private boolean malformed;
    private boolean servicesChanged;
    private boolean known;
    private CompletableFuture<Answer> connecting = CompletableFuture.completedFuture(Answer.DONE);

    ScriptedContractPeer() {
        bluez.on("StartDiscovery", call -> startDiscovery());
        bluez.on("StopDiscovery", call -> stopDiscovery());
        bluez.on("Connect", call -> connect());
        bluez.on("Disconnect", call -> {
            dropLink();
            return Answer.DONE;
        });
        plugAdapter(true);
        ScheduledFuture<?> unused = air.scheduleWithFixedDelay(this::tick, 10, 10, TimeUnit.MILLISECONDS);
    }

    // --- what bluetoothd is asked; on the thread of the bus

    private synchronized Answer startDiscovery() {
        if (!powered) {
            return Answer.error("NotReady", "Resource Not Ready");
        }
        discovering = true;
        bluez.change(HCI0, ScriptedBluez.ADAPTER, Map.of("Discovering", true));
        return Answer.DONE;
    }

    private synchronized Answer stopDiscovery() {
        if (!discovering) {
            return Answer.error("Failed", "No discovery started");
        }
        discovering = false;
        bluez.change(HCI0, ScriptedBluez.ADAPTER, Map.of("Discovering", false));
        return Answer.DONE;
    }

    private synchronized Answer connect() {
        if (!powered) {
            return Answer.error("NotReady", "Resource Not Ready");
        }
        if (connected) {
            return Answer.DONE;
        }
        connecting = new CompletableFuture<>();
        linkUp();
        return Answer.later(connecting);
    }

    /** The link comes up when the device can be heard and is asked for. */
    private void linkUp() {
        if (!connecting.isDone() && inRange && advertising && powered) {
            connected = true;
            bluez.change(PATH, ScriptedBluez.DEVICE, Map.of("Connected", true));
            connecting.complete(Answer.DONE);
            if (!gatt.isShown()) {
                gatt.show(0x10);
            }
            bluez.change(PATH, ScriptedBluez.DEVICE, Map.of("ServicesResolved", true));
        }
    }

    private synchronized void dropLink() {
        connecting.complete(Answer.error("Failed", "le-connection-abort-by-local"));
        if (connected) {
            connected = false;
            gatt.linkLost();
            bluez.change(PATH, ScriptedBluez.DEVICE, Map.of("Connected", false, "ServicesResolved", false));
        }
    }

    // --- the air

    private synchronized void tick() {
        linkUp();
        if (!plugged || !powered || !discovering || !advertising || !inRange || connected) {
            return;
        }
        Map<String, Object> packet = packet();
        malformed = false;
        if (known) {
            bluez.change(PATH, ScriptedBluez.DEVICE, packet);
        } else {
            known = true;
            bluez.addDevice(HCI0, ADDRESS, packet);
        }
    }

    private Map<String, Object> packet() {
        Map<String, Object> packet = new LinkedHashMap<>();
        packet.put("RSSI", new Variant<>((short) -60));
        if (broadcast.localName() != null) {
            packet.put("Name", broadcast.localName());
        }
        packet.put(
                "UUIDs", broadcast.serviceUuids().stream().map(UUID::toString).toList());
        Map<UInt16, Variant<?>> companies = new LinkedHashMap<>();
        broadcast.manufacturerData().forEach((id, data) -> companies.put(new UInt16(id), bytes(data)));
        Map<String, Variant<?>> services = new LinkedHashMap<>();
        broadcast.serviceData().forEach((uuid, data) -> services.put(uuid.toString(), bytes(data)));
        if (!companies.isEmpty()) {
            packet.put("ManufacturerData", new Variant<>(companies, "a{qv}"));
        }
        if (!services.isEmpty()) {
            packet.put("ServiceData", new Variant<>(services, "a{sv}"));
        }
        if (malformed) {
            packet.put("ServiceData", new Variant<>("nonsense"));
        }
        return packet;
    }

    private static Variant<?> bytes(Bytes data) {
        return new Variant<>(data.toArray(), "ay");
    }

    // --- what the test does

    @Override
    public Backend backend() {
        return backend;
    }

    @Override
    public DeviceId device() {
        return DeviceAddress.of(ADDRESS, AddressType.RANDOM);
    }

    @Override
    public boolean can(Feature feature) {
        return true;
    }

    @Override
    public synchronized void advertise(AdvertisingData data) {
        broadcast = data;
        advertising = true;
    }

    @Override
    public synchronized void stopAdvertising() {
        advertising = false;
    }

    @Override
    public synchronized void sendMalformed() {
        malformed = true;
    }

    @Override
    public void value(UUID attribute, Bytes value) {
        gatt.value(attribute, value);
    }

    @Override
    public List<Bytes> writes(UUID attribute) {
        return gatt.writes(attribute);
    }

    @Override
    public long reads(UUID attribute) {
        return gatt.reads(attribute);
    }

    @Override
    public void stallReads(UUID attribute) {
        gatt.stall(attribute);
    }

    @Override
    public void release(UUID attribute) {
        gatt.release(attribute);
    }

    @Override
    public void send(UUID characteristic, Bytes value) {
        gatt.send(characteristic, value);
    }

    @Override
    public boolean isSubscribed(UUID characteristic) {
        return gatt.isSubscribed(characteristic);
    }

    @Override
    public synchronized boolean isConnected() {
        return connected;
    }

    @Override
    public synchronized void disconnect() {
        dropLink();
    }

    @Override
    public synchronized void vanish() {
        inRange = false;
        if (connected) {
            dropLink();
        }
    }

    @Override
    public synchronized void comeBack() {
        inRange = true;
    }

    @Override
    public synchronized void changeServices() {
        servicesChanged = !servicesChanged;
        gatt.hide();
        gatt.show(servicesChanged ? 0x80 : 0x10);
    }

    @Override
    public synchronized void powerAdapter(boolean on) {
        if (on == powered) {
            return;
        }
        powered = on;
        if (!on) {
            discovering = false;
            dropLink();
        }
        bluez.change(HCI0, ScriptedBluez.ADAPTER, Map.of("Powered", on, "Discovering", false));
    }

    @Override
    public synchronized void plugAdapter(boolean in) {
        if (in) {
            bluez.addAdapter("hci0");
            powered = true;
        } else {
            powerAdapter(false);
            if (gatt.isShown()) {
                gatt.hide();
            }
            if (known) {
                bluez.remove(PATH);
            }
            known = false;
            bluez.remove(HCI0);
        }
        plugged = in;
    }

    @Override
    public synchronized void reset() {
        if (!plugged) {
            plugAdapter(true);
        }
        powerAdapter(true);
        if (servicesChanged) {
            changeServices();
        }
        advertising = false;
        inRange = true;
        malformed = false;
        gatt.reset();
    }

    @Override
    public Map<String, Long> resources() {
        return Map.of("match rules", backend.health().counters().get("match_rules"));
    }

    @Override
    public void close() throws IOException {
        air.shutdownNow();
        bluez.close();
        bus.close();
    }
}
