// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleCentral;
import org.ravning.api.BleConnection;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.BleTimeoutException;
import org.ravning.api.Capability;
import org.ravning.api.ConnectOptions;
import org.ravning.api.ConnectionSession;
import org.ravning.api.DeviceId;
import org.ravning.api.KnownDevice;
import org.ravning.api.ManagedConnection;
import org.ravning.api.PairingOptions;
import org.ravning.api.ReconnectPolicy;
import org.ravning.core.adapter.AdapterRegistry;
import org.ravning.core.dispatch.BlockingCalls;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Durations;
import org.ravning.core.dispatch.Stages;

/** The central: waits for the registry to connect. */
public final class DefaultBleCentral implements BleCentral {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(8);

    private final ConnectionRegistry registry;
    private final AdapterRegistry adapters;
    private final CoreThreads threads;
    private final BlockingCalls calls;
    private final DeviceRecords records;
    private final Set<DefaultManagedConnection> managed = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Takes its parts. */
    public DefaultBleCentral(ConnectionRegistry registry, AdapterRegistry adapters, CoreThreads threads) {
        this.registry = registry;
        this.adapters = adapters;
        this.threads = threads;
        this.calls = new BlockingCalls(threads);
        this.records = new DeviceRecords(adapters, threads);
    }

    @Override
    public BleConnection connect(DeviceId device, ConnectOptions options) throws BleException, InterruptedException {
        return connect(new BleOperation("connect", device, options.adapter()), device, options);
    }

    @Override
    public void pair(DeviceId device, PairingOptions options) throws BleException, InterruptedException {
        ConnectOptions paired = ConnectOptions.DEFAULT
                .withTimeout(options.timeout())
                .withAdapter(options.adapter())
                .withPairing(options.agent());
        connect(new BleOperation("pair", device, options.adapter()), device, paired)
                .close();
    }

    @Override
    public boolean forget(DeviceId device) throws BleException, InterruptedException {
        return records.forget(device);
    }

    @Override
    public boolean forgetServices(DeviceId device) throws BleException, InterruptedException {
        return records.forgetServices(device);
    }

    @Override
    public List<KnownDevice> knownDevices() throws BleException, InterruptedException {
        return records.all();
    }

    @Override
    public ManagedConnection keepConnected(DeviceId device, ReconnectPolicy policy, ConnectionSession session) {
        DefaultManagedConnection connection =
                new DefaultManagedConnection(device, policy, session, this, threads, managed::remove);
        managed.add(connection);
        connection.start();
        if (closed) {
            connection.end();
        }
        return connection;
    }

    /** Ends the managed connections, waiting a few seconds at most; idempotent. */
    public void close() {
        closed = true;
        List<CompletableFuture<?>> ended = new ArrayList<>();
        managed.forEach(connection -> ended.add(connection.ended()));
        managed.forEach(DefaultManagedConnection::end);
        calls.awaitQuietly(CompletableFuture.allOf(ended.toArray(new CompletableFuture<?>[0])), CLOSE_LIMIT);
    }

    private BleConnection connect(BleOperation operation, DeviceId device, ConnectOptions options)
            throws BleException, InterruptedException {
        BlockingCalls.refuseInListener(operation.name());
        Duration timeout = options.timeout();
        Duration left = adapters.awaitUsable(options.adapter(), Capability.CENTRAL, timeout);
        CompletableFuture<BleConnection> result = new CompletableFuture<>();
        registry.join(device, new ConnectWaiter(operation, options, result));
        try {
            return calls.await(
                    result, operation, left, () -> result.completeExceptionally(late(operation, device, timeout)));
        } catch (InterruptedException e) {
            Stages.onEnd(result, (connection, thrown) -> giveBack(connection));
            throw e;
        }
    }

    /** The interrupt may have come just after the connection. */
    private void giveBack(@Nullable BleConnection connection) {
        if (connection != null) {
            threads.workers().execute(connection::close);
        }
    }

    private BleTimeoutException late(BleOperation operation, DeviceId device, Duration timeout) {
        String message = operation + " timed out after " + Durations.text(timeout) + ": " + registry.progress(device);
        return new BleTimeoutException(operation, timeout, false, message, registry.lastFailure(device));
    }
}
