// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.tck;

import static org.ravning.api.CharacteristicProperty.INDICATE;
import static org.ravning.api.CharacteristicProperty.NOTIFY;
import static org.ravning.api.CharacteristicProperty.READ;
import static org.ravning.api.CharacteristicProperty.WRITE;
import static org.ravning.api.CharacteristicProperty.WRITE_WITHOUT_RESPONSE;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.ravning.api.AdvertisingData;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceId;
import org.ravning.backend.sim.SimBackend;
import org.ravning.backend.sim.air.Air;
import org.ravning.backend.sim.air.AirAdapter;
import org.ravning.backend.sim.air.AirAttribute;
import org.ravning.backend.sim.air.AirCharacteristic;
import org.ravning.backend.sim.air.AirDescriptor;
import org.ravning.backend.sim.air.AirDevice;
import org.ravning.backend.sim.air.AirService;
import org.ravning.backend.sim.air.Fault;
import org.ravning.backend.sim.air.Payload;
import org.ravning.codec.AdvertisingDataEncoder;
import org.ravning.spi.Backend;
import org.ravning.tck.Peer;
import org.ravning.tck.PeerGatt;
import org.ravning.testkit.Await;

/** The peer of the contract as a simulated device. */
final class SimPeer implements Peer {
    private static final Duration INTERVAL = Duration.ofMillis(20);
    private static final Map<UUID, Bytes> FIRST_VALUES = Map.of(
            PeerGatt.TEMPERATURE, PeerGatt.FIRST_TEMPERATURE,
            PeerGatt.READ, PeerGatt.FIRST_READ,
            PeerGatt.LONG, PeerGatt.FIRST_LONG,
            PeerGatt.CUSTOM_DESCRIPTOR, PeerGatt.FIRST_CUSTOM,
            PeerGatt.USER_DESCRIPTION, Bytes.ofUtf8("described"));

    private final Air air = Air.withOneAdapter();
    private final AirAdapter adapter = air.adapter("sim0");
    private final AirDevice device = air.addDevice(AirDevice.builder("C0:00:00:00:00:01")
            .supervision(Duration.ofMillis(100))
            .mtu(185));
    private final SimBackend backend = new SimBackend(air);
    private final Map<UUID, Integer> writesBefore = new HashMap<>();
    private final Map<UUID, Long> readsBefore = new HashMap<>();

    @Override
    public Backend backend() {
        return backend;
    }

    @Override
    public DeviceId device() {
        return device.address();
    }

    @Override
    public boolean can(Feature feature) {
        return true;
    }

    @Override
    public void advertise(AdvertisingData data) throws InterruptedException {
        AdvertisingDataEncoder.Legacy packets =
                AdvertisingDataEncoder.legacy(data).orElseThrow();
        device.advertisement(Payload.of(packets.packet()), Payload.of(packets.scanResponse()));
        device.connectable(true);
        device.advertiseEvery(INTERVAL);
        settle();
    }

    @Override
    public void stopAdvertising() throws InterruptedException {
        device.stopAdvertising();
        device.connectable(false);
        settle();
    }

    @Override
    public void sendMalformed() throws InterruptedException {
        device.advertiseNow(Bytes.ofHex("1aff9904"));
        settle();
    }

    @Override
    public void value(UUID attribute, Bytes value) {
        attribute(attribute).value(value);
    }

    @Override
    public List<Bytes> writes(UUID attribute) {
        List<Bytes> all = attribute(attribute).written();
        return all.subList(writesBefore.getOrDefault(attribute, 0), all.size());
    }

    @Override
    public long reads(UUID attribute) {
        return attribute(attribute).reads() - readsBefore.getOrDefault(attribute, 0L);
    }

    @Override
    public void stallReads(UUID attribute) {
        attribute(attribute).readFault(Fault.STALL);
    }

    @Override
    public void release(UUID attribute) throws InterruptedException {
        attribute(attribute).readFault(attribute.equals(PeerGatt.FAILING) ? Fault.att(0x81) : Fault.NONE);
        attribute(attribute).release();
        settle();
    }

    @Override
    public void send(UUID characteristic, Bytes value) {
        device.characteristic(characteristic.toString()).notifyNow(value);
    }

    @Override
    public boolean isSubscribed(UUID characteristic) {
        return device.characteristic(characteristic.toString()).isSubscribed();
    }

    @Override
    public boolean isConnected() {
        return device.isConnected();
    }

    @Override
    public void disconnect() throws InterruptedException {
        device.disconnect();
        settle();
    }

    @Override
    public void vanish() throws InterruptedException {
        device.vanish();
        settle();
    }

    @Override
    public void comeBack() throws InterruptedException {
        device.appear();
        settle();
    }

    @Override
    public void changeServices() throws InterruptedException {
        device.replaceServices(List.of(new AirService.Builder(PeerGatt.ENVIRONMENT_SERVICE)));
        settle();
    }

    @Override
    public void powerAdapter(boolean on) throws InterruptedException {
        if (on) {
            adapter.powerOn();
        } else {
            adapter.powerOff();
        }
        settle();
    }

    @Override
    public void plugAdapter(boolean in) throws InterruptedException {
        if (in) {
            adapter.replug();
        } else {
            adapter.unplug();
        }
        settle();
    }

    @Override
    public void reset() throws InterruptedException {
        if (!adapter.isPlugged()) {
            adapter.replug();
        }
        adapter.powerOn();
        device.disconnect();
        device.appear();
        device.replaceServices(services());
        stopAdvertising();
        writesBefore.clear();
        readsBefore.clear();
    }

    @Override
    public void close() {
        device.stopAdvertising();
    }

    /** Waits until the air has done what it was told. */
    private void settle() throws InterruptedException {
        try {
            Await.result(air.settled());
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private AirAttribute attribute(UUID type) {
        for (AirService service : device.services()) {
            for (var characteristic : service.characteristics()) {
                if (characteristic.uuid().equals(type)) {
                    return characteristic;
                }
                for (AirDescriptor descriptor : characteristic.descriptors()) {
                    if (descriptor.uuid().equals(type)) {
                        return descriptor;
                    }
                }
            }
        }
        throw new AssertionError("no attribute " + type);
    }

    private static List<AirService.Builder> services() {
        AirService.Builder environment = new AirService.Builder(PeerGatt.ENVIRONMENT_SERVICE);
        add(environment, PeerGatt.TEMPERATURE, c -> c.allow(READ, NOTIFY));
        AirService.Builder vendor = new AirService.Builder(PeerGatt.VENDOR_SERVICE);
        add(vendor, PeerGatt.READ, c -> c.allow(READ));
        add(vendor, PeerGatt.WRITE, c -> c.allow(READ, WRITE));
        add(vendor, PeerGatt.COMMAND, c -> c.allow(WRITE_WITHOUT_RESPONSE));
        add(vendor, PeerGatt.NOTIFY, c -> c.allow(NOTIFY));
        add(vendor, PeerGatt.INDICATE, c -> c.allow(INDICATE));
        add(vendor, PeerGatt.LONG, c -> c.allow(READ, WRITE));
        add(
                vendor,
                PeerGatt.FAILING,
                c -> c.allow(READ, WRITE).readFault(Fault.att(0x81)).writeFault(Fault.att(0x81)));
        add(
                vendor,
                PeerGatt.DESCRIBED,
                c -> c.allow(READ)
                        .descriptor(PeerGatt.USER_DESCRIPTION, first(PeerGatt.USER_DESCRIPTION), false)
                        .descriptor(PeerGatt.CUSTOM_DESCRIPTOR, first(PeerGatt.CUSTOM_DESCRIPTOR), true));
        add(vendor, PeerGatt.READ_NOTIFY, c -> c.allow(READ, NOTIFY));
        return List.of(environment, vendor);
    }

    private static void add(AirService.Builder service, UUID type, Consumer<AirCharacteristic.Builder> plan) {
        service.characteristic(type, characteristic -> {
            characteristic.value(FIRST_VALUES.getOrDefault(type, Bytes.EMPTY));
            plan.accept(characteristic);
        });
    }

    private static Payload first(UUID type) {
        return Payload.of(FIRST_VALUES.getOrDefault(type, Bytes.EMPTY));
    }
}
