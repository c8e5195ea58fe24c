// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleCentral;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleConnection;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.ConnectionListener;
import org.ravning.api.ConnectionSession;
import org.ravning.api.ConnectionState;
import org.ravning.api.DeviceId;
import org.ravning.api.GattException;
import org.ravning.api.ManagedConnection;
import org.ravning.api.ManagedConnectionListener;
import org.ravning.api.ManagedState;
import org.ravning.api.ReconnectPolicy;
import org.ravning.api.Subscription;
import org.ravning.core.dispatch.BlockingCalls;
import org.ravning.core.dispatch.CoreThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one device connected: straight-line code on a thread of its own, which {@link #close} interrupts.
 *
 * <p>The states are those of {@link ManagedState}; they are told through {@link ManagedStates}.
 */
final class DefaultManagedConnection implements ManagedConnection {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultManagedConnection.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(8);

    private final DeviceId device;
    private final ReconnectPolicy policy;
    private final ConnectionSession session;
    private final BleCentral central;
    private final CoreThreads threads;
    private final BlockingCalls calls;
    private final ManagedStates states;
    private final Consumer<DefaultManagedConnection> forget;
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final InterruptibleTask task = new InterruptibleTask(this::keep);

    DefaultManagedConnection(
            DeviceId device,
            ReconnectPolicy policy,
            ConnectionSession session,
            BleCentral central,
            CoreThreads threads,
            Consumer<DefaultManagedConnection> forget) {
        this.device = device;
        this.policy = policy;
        this.session = session;
        this.central = central;
        this.threads = threads;
        this.calls = new BlockingCalls(threads);
        this.states = new ManagedStates(threads, new ManagedState.Connecting(1));
        this.forget = forget;
    }

    void start() {
        threads.workers().execute(task);
    }

    private void keep() {
        BleException cause = null;
        try {
            cause = tryOn();
        } catch (InterruptedException e) {
            LOG.debug("{} is no longer kept connected", device);
        } finally {
            states.end(new ManagedState.Closed(cause));
            forget.accept(this);
            ended.complete(true);
        }
    }

    /** Returns why it was given up. */
    private BleException tryOn() throws InterruptedException {
        int failures = 0;
        Instant since = threads.clock().instant();
        while (true) {
            states.set(new ManagedState.Connecting(failures + 1));
            BleException cause;
            try (BleConnection connection = central.connect(device, policy.connect())) {
                CompletableFuture<BleException> end = watch(connection);
                session.establish(connection);
                states.set(new ManagedState.Connected(connection));
                failures = 0;
                cause = end.get();
                since = threads.clock().instant();
            } catch (BleException e) {
                failures++;
                cause = e;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                failures++;
                cause = faulty(e);
            }
            Duration pause = policy.pauseAfter(failures);
            if (isOver(since, pause)) {
                return cause;
            }
            states.set(new ManagedState.Waiting(pause, cause));
            sleep(pause);
        }
    }

    private boolean isOver(Instant since, Duration pause) {
        Duration limit = policy.giveUpAfter();
        return limit != null
                && Duration.between(since, threads.clock().instant())
                                .plus(pause)
                                .compareTo(limit)
                        > 0;
    }

    private BleException faulty(Exception thrown) {
        LOG.error("the session of {} failed by a bug; it is established anew after a pause", device, thrown);
        return new BleConnectException(
                operation(), BleConnectException.Reason.FAILED, "the session failed: " + thrown, thrown);
    }

    private BleOperation operation() {
        return new BleOperation("keep connected", device, policy.connect().adapter());
    }

    /** Returns what ends with the reason why this connection is of no more use. */
    private CompletableFuture<BleException> watch(BleConnection connection) {
        CompletableFuture<BleException> end = new CompletableFuture<>();
        BleOperation operation = new BleOperation("keep connected", device, connection.adapter());
        connection.onStateChange(new ConnectionListener() {
            @Override
            public void onState(ConnectionState state) {
                if (state instanceof ConnectionState.Disconnected lost) {
                    end.complete(LinkQueue.disconnected(operation, lost.reason(), false));
                }
            }

            @Override
            public void onServicesChanged() {
                end.complete(GattException.of(
                        operation,
                        GattException.Reason.NOT_FOUND,
                        device + " changed its services; it is connected anew to see them",
                        null));
            }
        });
        return end;
    }

    private void sleep(Duration pause) throws InterruptedException {
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        try {
            calls.await(over, operation(), pause, () -> over.complete(true));
        } catch (BleException e) {
            throw new IllegalStateException("a pause cannot fail", e);
        }
    }

    @Override
    public DeviceId device() {
        return device;
    }

    @Override
    public ManagedState state() {
        return states.now();
    }

    @Override
    public Subscription onStateChange(ManagedConnectionListener listener) {
        return states.listen(listener);
    }

    /** Interrupts what it does, without waiting. */
    void end() {
        task.interrupt();
    }

    /** Ends when the link is down and the last state was told. */
    CompletableFuture<Boolean> ended() {
        return ended;
    }

    @Override
    public void close() {
        end();
        if (!task.isCurrent()) {
            calls.awaitQuietly(ended, CLOSE_LIMIT);
        }
    }

    @Override
    public String toString() {
        @Nullable Duration limit = policy.giveUpAfter();
        return device + " kept connected" + (limit == null ? "" : " until " + limit + " without success");
    }
}
