// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.transports.AbstractTransport;
import org.freedesktop.dbus.connections.transports.TransportBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/**
 * A bluetoothd with one adapter and many known devices, which after each StartDiscovery tells as many packets as it is
 * asked to, as fast as the bus takes them. The packets are encoded beforehand, so that it takes little of the machine.
 */
final class StandIn implements AutoCloseable {
    private static final String BUS = "org.freedesktop.DBus";
    private static final String OBJECTS = BUS + ".ObjectManager";
    private static final String ADAPTER = "/org/bluez/hci0";
    /** More devices than these are new when discovery begins: dbus-java takes long to encode many objects at once. */
    private static final int KNOWN = 500;

    private final AbstractTransport transport;
    private final SocketChannel channel;
    private final MessageFactory messages;
    private final ReentrantLock writing = new ReentrantLock();
    private final ExecutorService sender = Executors.newSingleThreadExecutor(StandIn::daemon);
    private final DeviceSignal[] devices;
    private final long packets;
    private final int batch;
    private volatile boolean discovering;
    private int serial = 1000;

    /**
     * Takes the name org.bluez on that bus.
     *
     * @param packets how many to tell after each StartDiscovery
     * @param batch how many to hand to the bus at once; 1 wakes it for each, as a slow bluetoothd would
     */
    StandIn(String address, int deviceCount, long packets, int batch) throws IOException, DBusException {
        this.packets = packets;
        this.batch = batch;
        transport = TransportBuilder.create(address).build();
        channel = transport.getTransportConnection().getChannel();
        messages = transport.getMessageFactory();
        devices = new DeviceSignal[deviceCount];
        for (int i = 0; i < deviceCount; i++) {
            devices[i] = DeviceSignal.of(messages, ADAPTER, i);
        }
        callBus("Hello", "");
        transport.readMessage();
        callBus("RequestName", "su", "org.bluez", new UInt32(4));
    }

    /** Runs it until standard input ends; {@code address devices packets batch}. */
    public static void main(String... arguments) throws IOException, DBusException {
        try (StandIn standIn = new StandIn(
                arguments[0],
                Integer.parseInt(arguments[1]),
                Long.parseLong(arguments[2]),
                Integer.parseInt(arguments[3]))) {
            Thread serving = daemon(standIn::serve);
            serving.start();
            System.out.println("ready");
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "stand-in");
        thread.setDaemon(true);
        return thread;
    }

    private void callBus(String member, String signature, Object... values) throws IOException, DBusException {
        send(messages.createMethodCall(
                null, BUS, "/org/freedesktop/DBus", BUS, member, (byte) 0, emptyToNull(signature), values));
    }

    /** Answers calls until the connection ends. */
    void serve() {
        try {
            while (transport.isConnected()) {
                Message message = transport.readMessage();
                if (message instanceof MethodCall call) {
                    answer(call);
                }
            }
        } catch (IOException e) {
            discovering = false; // the bus is gone, or this was closed
        } catch (DBusException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(MethodCall call) throws IOException, DBusException {
        switch (call.getName()) {
            case "GetManagedObjects" -> reply(call, "a{oa{sa{sv}}}", managed());
            case "SetDiscoveryFilter" -> reply(call, "");
            case "StartDiscovery" -> {
                reply(call, "");
                tellDiscovering(true);
                sender.execute(this::sendPackets);
            }
            case "StopDiscovery" -> {
                reply(call, "");
                tellDiscovering(false);
            }
            default ->
                send(messages.createError(
                        Objects.requireNonNull(call.getSource()),
                        BUS + ".Error.UnknownMethod",
                        call.getSerial(),
                        "s",
                        "the stand-in has no " + call.getName()));
        }
    }

    private void reply(MethodCall call, String signature, Object... values) throws IOException, DBusException {
        send(messages.createMethodReturn(call, emptyToNull(signature), values));
    }

    private void tellDiscovering(boolean now) throws IOException, DBusException {
        discovering = now;
        Map<String, Variant<?>> changed = Map.of("Discovering", new Variant<>(now));
        send(messages.createSignal(
                null,
                ADAPTER,
                BUS + ".Properties",
                "PropertiesChanged",
                "sa{sv}as",
                "org.bluez.Adapter1",
                changed,
                List.of()));
    }

    private Map<DBusPath, Map<String, Map<String, Variant<?>>>> managed() {
        Map<DBusPath, Map<String, Map<String, Variant<?>>>> objects = new LinkedHashMap<>();
        objects.put(
                new DBusPath(ADAPTER),
                Map.of(
                        "org.bluez.Adapter1",
                        Map.of(
                                "Address", new Variant<>("00:00:5E:00:53:00"),
                                "Alias", new Variant<>("stand-in"),
                                "Powered", new Variant<>(true),
                                "Discovering", new Variant<>(false),
                                "Roles", new Variant<>(new String[] {"central", "peripheral"}))));
        for (DeviceSignal device : known()) {
            objects.put(new DBusPath(device.path()), Map.of(DeviceSignal.DEVICE, device.properties()));
        }
        return objects;
    }

    private List<DeviceSignal> known() {
        return Arrays.asList(devices).subList(0, Math.min(KNOWN, devices.length));
    }

    private void tellNewDevices() throws IOException, DBusException {
        for (DeviceSignal device : Arrays.asList(devices).subList(known().size(), devices.length)) {
            send(messages.createSignal(
                    null,
                    "/",
                    OBJECTS,
                    "InterfacesAdded",
                    "oa{sa{sv}}",
                    new DBusPath(device.path()),
                    Map.of(DeviceSignal.DEVICE, device.properties())));
        }
    }

    private void sendPackets() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(batch * DeviceSignal.MAX_BYTES);
        try {
            tellNewDevices();
            for (long sent = 0; sent < packets && discovering; ) {
                writing.lock();
                try {
                    bytes.clear();
                    long end = Math.min(packets, sent + batch);
                    for (; sent < end; sent++) {
                        DeviceSignal device = devices[(int) (sent % devices.length)];
                        device.write(bytes, serial++, (int) sent);
                    }
                    writeAll(bytes.flip());
                } finally {
                    writing.unlock();
                }
            }
        } catch (IOException e) {
            discovering = false; // the bus is gone, or this was closed
        } catch (DBusException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(Message message) throws IOException {
        writing.lock();
        try {
            for (byte[] part : message.getWireData()) {
                if (part != null) {
                    writeAll(ByteBuffer.wrap(part));
                }
            }
        } finally {
            writing.unlock();
        }
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static @Nullable String emptyToNull(String signature) {
        return signature.isEmpty() ? null : signature;
    }

    @Override
    public void close() throws IOException {
        discovering = false;
        transport.close();
        sender.shutdown();
    }
}
