// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.peripheral;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;
import org.ravning.api.Bytes;
import org.ravning.itest.bluez.bus.Bluez;
import org.ravning.itest.bluez.bus.Bus;
import org.ravning.itest.bluez.bus.BusCall;
import org.ravning.itest.bluez.bus.BusException;
import org.ravning.itest.bluez.guest.Radio;

/**
 * A peripheral on one adapter of bluetoothd: it advertises, and offers services to centrals on the other adapters. It
 * can vanish and come back as real ones do. Methods block until bluetoothd has done what they say; not thread-safe.
 */
public final class Peripheral implements AutoCloseable {
    private static final Duration PATIENCE = PeripheralAttribute.PATIENCE;
    private static final String ROOT = "/org/ravning/itest";
    private static final String BROADCAST = ROOT + "/advertisement";
    private static final String GATT_MANAGER = "org.bluez.GattManager1";
    private static final String ADVERTISING_MANAGER = "org.bluez.LEAdvertisingManager1";
    private static final String ADVERTISEMENT = "org.bluez.LEAdvertisement1";
    private static final int SET_ADVERTISING_DATA = 0x0008;
    private static final int SET_ADVERTISE_ENABLE = 0x000A;

    private final Bus bus;
    private final Bluez bluez;
    private final String adapter;
    private final List<PeripheralService> services;
    private final Repeater repeater;
    private volatile Broadcast broadcast;

    private Peripheral(Bus bus, String adapter, Broadcast broadcast, List<PeripheralService> services)
            throws IOException {
        this.bus = bus;
        this.bluez = new Bluez(bus);
        this.adapter = "/org/bluez/" + adapter;
        this.broadcast = broadcast;
        this.services = services;
        this.repeater = new Repeater(bus, bluez, this.adapter, this::repeatBroadcast);
    }

    /** Powers the adapter (such as {@code hci1}), registers the services and starts to advertise. */
    public static Peripheral open(String adapter, Broadcast broadcast, List<PeripheralService> services)
            throws IOException {
        Peripheral peripheral = new Peripheral(Bus.system(), adapter, broadcast, services);
        peripheral.export();
        peripheral.comeBack();
        return peripheral;
    }

    /** Returns the address of the adapter, such as {@code 00:AA:01:01:00:01}. */
    public String address() throws IOException {
        return (String)
                bluez.get(adapter, Bluez.ADAPTER, "Address").orElseThrow(() -> new IOException("no " + adapter));
    }

    /** Returns a characteristic or a descriptor. */
    public PeripheralAttribute attribute(UUID uuid) {
        return attributes()
                .filter(attribute -> attribute.uuid().equals(uuid))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no attribute " + uuid));
    }

    /** Returns a characteristic. */
    public PeripheralCharacteristic characteristic(UUID uuid) {
        return services.stream()
                .flatMap(service -> service.characteristics().stream())
                .filter(characteristic -> characteristic.uuid().equals(uuid))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no characteristic " + uuid));
    }

    /** Forgets what centrals did to each attribute; ends stalls and failures, brings first values back. */
    public void reset() throws IOException {
        abandonWithoutLink();
        attributes().forEach(PeripheralAttribute::reset);
    }

    /** Says whether a central is connected. */
    public boolean isConnected() throws IOException {
        return !connectedCentrals(bluez).isEmpty();
    }

    /** Starts to advertise what was advertised last. */
    public void advertise() throws IOException {
        bluez.call(adapter, ADVERTISING_MANAGER, "RegisterAdvertisement", "oa{sv}", new DBusPath(BROADCAST), Map.of());
    }

    /** Advertises something else from now on. */
    public void advertise(Broadcast other) throws IOException {
        stopAdvertising();
        broadcast = other;
        advertise();
    }

    /**
     * Sends bytes once that are no advertising data (31 at most), past kernel and daemon, and then advertises what it did.
     */
    public void sendRaw(Bytes data) throws IOException {
        String controller = adapter.substring(adapter.lastIndexOf('/') + 1);
        Bytes padding = Bytes.of(new byte[31 - data.length()]);
        Radio.command(
                controller,
                SET_ADVERTISING_DATA,
                Bytes.ofInts(data.length()).concat(data).concat(padding));
        Radio.command(controller, SET_ADVERTISE_ENABLE, Bytes.ofInts(0));
        Radio.command(controller, SET_ADVERTISE_ENABLE, Bytes.ofInts(1));
        // The kernel does not set again what it believes is set, so it has to be something else first.
        Broadcast before = broadcast;
        advertise(new Broadcast("", List.of(), Map.of(), Map.of(0xFFFF, data.slice(0, Math.min(4, data.length())))));
        advertise(before);
    }

    /** Says whether it advertises anew each second even while no adapter discovers, as for those that listen passively. */
    public void repeatAlways(boolean on) {
        repeater.always(on);
    }

    /** Stops advertising; does nothing if it does not advertise. */
    public void stopAdvertising() throws IOException {
        ignoreMissing(ADVERTISING_MANAGER, "UnregisterAdvertisement", BROADCAST);
    }

    /** Drops the links to all centrals, as a peripheral that has had enough. */
    public void dropLinks() throws IOException {
        for (String device : connectedCentrals(bluez)) {
            bluez.call(device, Bluez.DEVICE, "Disconnect");
        }
        bluez.await(
                PATIENCE,
                "all links dropped",
                objects -> connectedCentrals(objects).isEmpty());
        abandonWithoutLink();
    }

    /** Goes out of range: no advertisement, no link, no answer. */
    public void vanish() throws IOException {
        stopAdvertising();
        power(false);
        abandonWithoutLink();
    }

    /** Is in range again: power, services and advertisement as at first, also after a restart of bluetoothd. */
    public void comeBack() throws IOException {
        repeater.forgetLinks();
        power(true);
        // What bluetoothd answers for the GAP device name, which the central takes for the name once it is connected.
        if (!broadcast.name().isEmpty()) {
            bluez.set(adapter, Bluez.ADAPTER, "Alias", broadcast.name());
        }
        ignoreMissing(GATT_MANAGER, "UnregisterApplication", ROOT);
        stopAdvertising();
        bluez.call(adapter, GATT_MANAGER, "RegisterApplication", "oa{sv}", new DBusPath(ROOT), Map.of());
        advertise();
    }

    /** Says whether it holds keys of a central. */
    public boolean isPaired() throws IOException {
        return bluez.objects(Bluez.DEVICE).entrySet().stream()
                .anyMatch(device -> device.getKey().startsWith(adapter + "/")
                        && Boolean.TRUE.equals(device.getValue().get("Paired")));
    }

    /** Forgets every central, with its keys. */
    public void forgetCentrals() throws IOException {
        for (String device : bluez.objects(Bluez.DEVICE).keySet()) {
            if (device.startsWith(adapter + "/")) {
                bluez.call(adapter, Bluez.ADAPTER, "RemoveDevice", "o", new DBusPath(device));
            }
        }
    }

    /** Turns the adapter on or off. */
    public void power(boolean on) throws IOException {
        bluez.power(PATIENCE, adapter, on);
    }

    @Override
    public void close() throws IOException {
        try {
            reset();
            stopAdvertising();
            ignoreMissing(GATT_MANAGER, "UnregisterApplication", ROOT);
        } finally {
            repeater.close();
            bus.close();
        }
    }

    private Stream<PeripheralAttribute> attributes() {
        return services.stream()
                .flatMap(service -> service.characteristics().stream())
                .flatMap(characteristic ->
                        Stream.concat(Stream.of(characteristic), characteristic.descriptors().stream()));
    }

    /** Gives up reads that wait for an answer if there is no link: nobody is there to hear it. */
    private void abandonWithoutLink() throws IOException {
        if (!isConnected()) {
            attributes().forEach(PeripheralAttribute::abandon);
        }
    }

    private void repeatBroadcast() {
        try {
            bus.emit(
                    BROADCAST,
                    Bluez.PROPERTIES,
                    "PropertiesChanged",
                    "sa{sv}as",
                    ADVERTISEMENT,
                    // One property only: bluetoothd advertises anew for each.
                    Map.of("Discoverable", new Variant<>(true)),
                    new String[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> connectedCentrals(Bluez objects) throws IOException {
        return objects.objects(Bluez.DEVICE).entrySet().stream()
                .filter(device -> device.getKey().startsWith(adapter + "/"))
                .filter(device -> Boolean.TRUE.equals(device.getValue().get("Connected")))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void ignoreMissing(String iface, String method, String path) throws IOException {
        try {
            bluez.call(adapter, iface, method, "o", new DBusPath(path));
        } catch (BusException e) {
            if (!e.error().endsWith(".DoesNotExist")) {
                throw e;
            }
        }
    }

    private void export() {
        Map<DBusPath, Map<String, Map<String, Variant<?>>>> tree = new LinkedHashMap<>();
        int number = 0;
        for (PeripheralService service : services) {
            String path = ROOT + "/service" + number++;
            tree.put(
                    new DBusPath(path),
                    Map.of(
                            "org.bluez.GattService1",
                            Map.of("UUID", new Variant<>(service.uuid().toString()), "Primary", new Variant<>(true))));
            for (PeripheralCharacteristic characteristic : service.characteristics()) {
                number = export(tree, path, characteristic, number);
            }
        }
        bus.offer(ROOT, call -> answerTree(call, tree));
        bus.offer(BROADCAST, this::answerBroadcast);
    }

    private int export(
            Map<DBusPath, Map<String, Map<String, Variant<?>>>> tree,
            String service,
            PeripheralCharacteristic characteristic,
            int firstNumber) {
        int number = firstNumber;
        String path = service + "/characteristic" + number++;
        characteristic.attach(bus);
        offer(tree, characteristic, path, PeripheralCharacteristic.INTERFACE, "Service", service);
        for (PeripheralDescriptor descriptor : characteristic.descriptors()) {
            String descriptorPath = path + "/descriptor" + number++;
            offer(tree, descriptor, descriptorPath, PeripheralDescriptor.INTERFACE, "Characteristic", path);
        }
        return number;
    }

    private void offer(
            Map<DBusPath, Map<String, Map<String, Variant<?>>>> tree,
            PeripheralAttribute attribute,
            String path,
            String iface,
            String parentKind,
            String parent) {
        attribute.place(path);
        bus.offer(path, attribute);
        tree.put(new DBusPath(path), Map.of(iface, attribute.properties(parentKind, parent)));
    }

    private static void answerTree(BusCall call, Map<DBusPath, Map<String, Map<String, Variant<?>>>> tree) {
        if (call.method().equals(Bluez.MANAGER + ".GetManagedObjects")) {
            call.reply("a{oa{sa{sv}}}", tree);
        } else {
            call.unknown();
        }
    }

    private void answerBroadcast(BusCall call) {
        if (call.method().equals(Bluez.PROPERTIES + ".GetAll")) {
            call.reply("a{sv}", broadcast.properties());
        } else if (call.method().equals(ADVERTISEMENT + ".Release")) {
            call.reply();
        } else {
            call.unknown();
        }
    }
}
