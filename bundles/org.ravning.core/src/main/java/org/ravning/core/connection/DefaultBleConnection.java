// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.time.Duration;
import java.util.Optional;
import org.ravning.api.AdapterId;
import org.ravning.api.Attribute;
import org.ravning.api.BleConnection;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.ConnectionListener;
import org.ravning.api.ConnectionState;
import org.ravning.api.DeviceId;
import org.ravning.api.GattDatabase;
import org.ravning.api.NotificationListener;
import org.ravning.api.SubscribeOptions;
import org.ravning.api.Subscription;
import org.ravning.api.WriteMode;
import org.ravning.core.dispatch.BlockingCalls;

/** A handle to a link with a deadline for each operation: checks what is asked, then has it queued. */
final class DefaultBleConnection implements BleConnection {
    private final ConnectionHandle handle;
    private final LinkSession session;
    private final Duration timeout;

    DefaultBleConnection(ConnectionHandle handle, Duration timeout) {
        this.handle = handle;
        this.session = handle.session();
        this.timeout = timeout;
    }

    @Override
    public DeviceId device() {
        return session.device();
    }

    @Override
    public AdapterId adapter() {
        return session.adapter().id();
    }

    @Override
    public ConnectionState state() {
        return handle.state();
    }

    @Override
    public Subscription onStateChange(ConnectionListener listener) {
        handle.requireOpen();
        return handle.listen(listener);
    }

    @Override
    public GattDatabase gatt() {
        return handle.database();
    }

    @Override
    public Bytes read(Attribute attribute) throws BleException, InterruptedException {
        String name = name("read", attribute);
        check(name, attribute);
        WriteRules.requireReadable(session.operation(name), attribute);
        Bytes value = handle.run(name, timeout, () -> session.link().read(attribute));
        session.lastValues().put(attribute.handle(), value);
        return value;
    }

    @Override
    public Optional<Bytes> lastValue(Attribute attribute) {
        handle.requireOpen();
        handle.requireOurs(attribute);
        return Optional.ofNullable(session.lastValues().get(attribute.handle()));
    }

    @Override
    public int rssi() throws BleException, InterruptedException {
        BlockingCalls.refuseInListener("rssi");
        handle.requireOpen();
        return handle.run("read signal strength", timeout, () -> session.link().rssi());
    }

    @Override
    public void write(Attribute attribute, Bytes value, WriteMode mode) throws BleException, InterruptedException {
        String name = name("write", attribute);
        check(name, attribute);
        BleOperation operation = session.operation(name);
        WriteMode how = WriteRules.mode(operation, attribute, mode);
        WriteRules.requireFits(operation, value, how, WriteRules.longest(session.link(), how));
        handle.run(name, timeout, () -> session.link().write(attribute, value, how));
    }

    @Override
    public Subscription subscribe(
            Characteristic characteristic, NotificationListener listener, SubscribeOptions options)
            throws BleException, InterruptedException {
        String name = name("subscribe", characteristic);
        check(name, characteristic);
        WriteRules.requireSubscribable(session.operation(name), characteristic);
        return handle.subscribe(characteristic, listener, options, session.operation(name), timeout);
    }

    @Override
    public BleConnection withTimeout(Duration perOperation) {
        if (perOperation.isNegative() || perOperation.isZero()) {
            throw new IllegalArgumentException("a timeout must be positive, not " + perOperation);
        }
        return new DefaultBleConnection(handle, perOperation);
    }

    @Override
    public int maxWriteLength(WriteMode mode) {
        return WriteRules.longest(session.link(), mode);
    }

    @Override
    public void close() {
        handle.close();
    }

    private void check(String name, Attribute attribute) {
        BlockingCalls.refuseInListener(name);
        handle.requireOpen();
        handle.requireOurs(attribute);
    }

    private static String name(String verb, Attribute attribute) {
        return verb + " " + BleUuid.shortText(attribute.uuid());
    }

    @Override
    public String toString() {
        return "connection to " + device() + " (" + adapter() + "), " + state();
    }
}
