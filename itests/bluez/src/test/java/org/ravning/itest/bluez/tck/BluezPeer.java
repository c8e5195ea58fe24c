// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.tck;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.UUID;
import org.freedesktop.dbus.DBusPath;
import org.ravning.api.AddressType;
import org.ravning.api.AdvertisingData;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.itest.bluez.bus.Bluez;
import org.ravning.itest.bluez.bus.Bus;
import org.ravning.itest.bluez.bus.BusUse;
import org.ravning.itest.bluez.guest.Radio;
import org.ravning.itest.bluez.peripheral.Broadcast;
import org.ravning.itest.bluez.peripheral.Peripheral;
import org.ravning.itest.bluez.peripheral.Specimen;
import org.ravning.spi.Backend;
import org.ravning.spi.BackendFactory;
import org.ravning.tck.Peer;

/** The specimen on hci1 as the peer of a backend that has hci0. */
final class BluezPeer implements Peer {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HCI0 = "/org/bluez/hci0";

    private final Bus bus = Bus.system();
    private final Bluez bluez = new Bluez(bus);
    private final Peripheral specimen = Specimen.open("hci1");
    private final DeviceId device = DeviceAddress.of(specimen.address(), AddressType.PUBLIC);
    private final Backend backend = ServiceLoader.load(BackendFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(factory -> factory.name().equals("bluez"))
            .map(factory -> new OneAdapterBackend(factory.create(Map.of("bluez.settle", "1000")), "hci0"))
            .findFirst()
            .orElseThrow();
    private boolean plugged = true;
    private boolean inRange = true;
    private boolean stalling;
    private boolean shaken;

    BluezPeer() throws IOException {
        powerAdapter(true);
        forget();
    }

    /** Makes bluetoothd forget the specimen, whose services it may know from another suite. */
    private void forget() throws IOException {
        String path = HCI0 + "/dev_" + specimen.address().replace(':', '_');
        if (bluez.objects(Bluez.DEVICE).containsKey(path)) {
            bluez.call(HCI0, Bluez.ADAPTER, "RemoveDevice", "o", new DBusPath(path));
        }
    }

    @Override
    public Backend backend() {
        return backend;
    }

    @Override
    public DeviceId device() {
        return device;
    }

    @Override
    public boolean can(Feature feature) {
        return feature != Feature.SERVICES_CHANGED;
    }

    /** Flags, and a structure that claims to be longer than what is left. */
    @Override
    public void sendMalformed() throws IOException {
        specimen.sendRaw(Bytes.ofHex("0201061eff0102"));
    }

    @Override
    public void advertise(AdvertisingData data) throws IOException {
        specimen.advertise(new Broadcast(
                Objects.requireNonNullElse(data.localName(), ""),
                data.serviceUuids(),
                data.serviceData(),
                data.manufacturerData()));
    }

    @Override
    public void stopAdvertising() throws IOException {
        specimen.stopAdvertising();
    }

    @Override
    public void value(UUID attribute, Bytes value) {
        specimen.attribute(attribute).value(value);
    }

    @Override
    public List<Bytes> writes(UUID attribute) {
        return specimen.attribute(attribute).writes();
    }

    /** As a peripheral bluetoothd 5.66 counts the handle, too: https://github.com/bluez/bluez/issues/570. */
    @Override
    public int longestWrite() {
        return 510;
    }

    @Override
    public long reads(UUID attribute) {
        return specimen.attribute(attribute).reads();
    }

    @Override
    public void stallReads(UUID attribute) {
        stalling = true;
        specimen.attribute(attribute).stall();
    }

    @Override
    public void release(UUID attribute) {
        stalling = false;
        specimen.attribute(attribute).release();
    }

    @Override
    public void send(UUID characteristic, Bytes value) {
        specimen.characteristic(characteristic).send(value);
    }

    @Override
    public boolean isSubscribed(UUID characteristic) {
        return specimen.characteristic(characteristic).subscribed();
    }

    @Override
    public boolean isConnected() throws IOException {
        return specimen.isConnected();
    }

    /** A link that ends while a read waits makes bluetoothd 5.66, which is the peer's too, crash some seconds later. */
    @Override
    public void disconnect() throws IOException {
        shaken |= stalling;
        specimen.dropLinks();
    }

    @Override
    public void vanish() throws IOException {
        inRange = false;
        shaken |= stalling;
        specimen.vanish();
    }

    @Override
    public void comeBack() throws IOException {
        specimen.comeBack();
        inRange = true;
    }

    @Override
    public void powerAdapter(boolean on) throws IOException {
        shaken |= stalling && !on;
        bluez.power(PATIENCE, HCI0, on);
    }

    /** Both controllers hang on one cable here, so the peer goes and comes, too. */
    @Override
    public void plugAdapter(boolean in) throws IOException {
        plugged = in;
        if (in) {
            Radio.plug();
            powerAdapter(true);
            specimen.comeBack();
        } else {
            Radio.unplug();
        }
    }

    @Override
    public void reset() throws IOException {
        if (shaken) {
            Radio.restartDaemon();
            specimen.comeBack();
            shaken = false;
        }
        stalling = false;
        if (!plugged) {
            plugAdapter(true);
        }
        if (!inRange) {
            comeBack();
        }
        powerAdapter(true);
        specimen.stopAdvertising();
        specimen.reset();
    }

    @Override
    public Map<String, Long> resources() throws IOException {
        BusUse use = BusUse.of(bus);
        return Map.of("connections to the bus", use.connections(), "match rules on the bus", use.matchRules());
    }

    @Override
    public void close() throws IOException {
        reset();
        specimen.close();
        bus.close();
    }
}
