// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.Attribute;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleConnection;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.ConnectOptions;
import org.ravning.api.ConnectionListener;
import org.ravning.api.ConnectionState;
import org.ravning.api.DeviceId;
import org.ravning.api.DisconnectReason;
import org.ravning.api.GattDatabase;
import org.ravning.api.GattService;
import org.ravning.api.NotificationListener;
import org.ravning.api.SubscribeOptions;
import org.ravning.api.Subscription;
import org.ravning.api.WriteMode;

/** The one device that can be connected to, and what connects to it; failures are told beforehand. */
final class FakePeripheral extends ConnectingCentral {
    static final int SERVICE = 0xFA00;

    final List<String> log = new CopyOnWriteArrayList<>();
    final List<Duration> timeouts = new CopyOnWriteArrayList<>();
    private final List<Characteristic> characteristics = new ArrayList<>();
    private final Map<Integer, Bytes> values = new ConcurrentHashMap<>();
    private final Queue<BleException> failures = new ConcurrentLinkedQueue<>();
    private Runnable beforeWrite = () -> {};
    private Runnable afterWrite = () -> {};
    private boolean refusing;
    private volatile @Nullable Link link;

    Characteristic add(int type, String hex, CharacteristicProperty... properties) {
        EnumSet<CharacteristicProperty> set = EnumSet.noneOf(CharacteristicProperty.class);
        set.addAll(List.of(properties));
        int handle = 10 + 3 * characteristics.size();
        Characteristic added = new Characteristic(BleUuid.of(type), handle, set, List.of(), BleUuid.of(SERVICE), 1);
        characteristics.add(added);
        values.put(handle, Bytes.ofHex(hex));
        return added;
    }

    /** The next operation on air fails so; after it, further ones in order. */
    void fail(BleException failure) {
        failures.add(failure);
    }

    void refuse(boolean refuse) {
        refusing = refuse;
    }

    void beforeWrite(Runnable action) {
        beforeWrite = action;
    }

    void afterWrite(Runnable action) {
        afterWrite = action;
    }

    void value(Characteristic characteristic, String hex) {
        values.put(characteristic.handle(), Bytes.ofHex(hex));
    }

    String value(Characteristic characteristic) {
        return values.getOrDefault(characteristic.handle(), Bytes.EMPTY).hex();
    }

    boolean isConnected() {
        return link != null;
    }

    void send(Characteristic characteristic, String hex) {
        Link open = link;
        if (open != null) {
            List.copyOf(open.subscribers).forEach(s -> s.listener.onValue(Bytes.ofHex(hex), Instant.EPOCH));
        }
    }

    void vanish(DisconnectReason reason) {
        Link open = link;
        link = null;
        if (open != null && open.listener != null) {
            open.listener.onState(new ConnectionState.Disconnected(reason));
        }
    }

    void changeServices() {
        Link open = link;
        if (open != null && open.listener != null) {
            open.listener.onServicesChanged();
        }
    }

    long count(String entry) {
        return log.stream().filter(entry::equals).count();
    }

    static BleOperation operation(String name) {
        return BleOperation.of(name);
    }

    static BleDisconnectedException lost(boolean sent) {
        return new BleDisconnectedException(
                operation("write"), DisconnectReason.LINK_LOST, sent, "the link is lost", null);
    }

    @Override
    public BleConnection connect(DeviceId device, ConnectOptions options) throws BleException {
        log.add("connect");
        timeouts.add(options.timeout());
        if (refusing) {
            throw new BleConnectException(operation("connect"), BleConnectException.Reason.REFUSED, "refused", null);
        }
        throwNext();
        Link fresh = new Link(device);
        link = fresh;
        return fresh;
    }

    private void throwNext() throws BleException {
        BleException failure = failures.poll();
        if (failure instanceof BleDisconnectedException) {
            vanish(DisconnectReason.LINK_LOST);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static final class Subscriber implements Subscription {
        private final NotificationListener listener;
        private final List<Subscriber> all;

        Subscriber(NotificationListener listener, List<Subscriber> all) {
            this.listener = listener;
            this.all = all;
        }

        @Override
        public long dropped() {
            return 0;
        }

        @Override
        public boolean isActive() {
            return all.contains(this);
        }

        @Override
        public void close() {
            all.remove(this);
        }
    }

    private final class Link implements BleConnection {
        private final DeviceId device;
        private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
        private @Nullable ConnectionListener listener;

        Link(DeviceId device) {
            this.device = device;
        }

        @Override
        public DeviceId device() {
            return device;
        }

        @Override
        public AdapterId adapter() {
            return House.ADAPTER;
        }

        @Override
        public ConnectionState state() {
            return new ConnectionState.Connected(23);
        }

        @Override
        public Subscription onStateChange(ConnectionListener newListener) {
            listener = newListener;
            newListener.onState(state());
            return new Subscriber((value, at) -> {}, new ArrayList<>());
        }

        @Override
        public GattDatabase gatt() {
            return new GattDatabase(List.of(new GattService(BleUuid.of(SERVICE), 1, true, characteristics)));
        }

        @Override
        public Bytes read(Attribute attribute) throws BleException {
            log.add("read " + BleUuid.shortText(attribute.uuid()));
            throwNext();
            return values.getOrDefault(attribute.handle(), Bytes.EMPTY);
        }

        @Override
        public void write(Attribute attribute, Bytes value, WriteMode mode) throws BleException {
            log.add("write " + BleUuid.shortText(attribute.uuid()) + " " + value.hex());
            beforeWrite.run();
            throwNext();
            values.put(attribute.handle(), value);
            afterWrite.run();
        }

        @Override
        public Subscription subscribe(
                Characteristic characteristic, NotificationListener notified, SubscribeOptions options)
                throws BleException {
            log.add("subscribe " + BleUuid.shortText(characteristic.uuid()));
            throwNext();
            Subscriber subscriber = new Subscriber(notified, subscribers);
            subscribers.add(subscriber);
            return subscriber;
        }

        @Override
        public Optional<Bytes> lastValue(Attribute attribute) {
            return Optional.ofNullable(values.get(attribute.handle()));
        }

        @Override
        public int rssi() {
            return -50;
        }

        @Override
        public BleConnection withTimeout(Duration perOperation) {
            timeouts.add(perOperation);
            return this;
        }

        @Override
        public int maxWriteLength(WriteMode mode) {
            return 20;
        }

        @Override
        public void close() {
            log.add("close");
            if (this.equals(link)) {
                link = null;
            }
        }
    }
}
