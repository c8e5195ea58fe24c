// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.DeviceId;
import org.ravning.api.DisconnectReason;
import org.ravning.api.GattDatabase;
import org.ravning.api.PairingAgent;
import org.ravning.core.adapter.DefaultBleAdapter;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Counters;
import org.ravning.core.dispatch.Stages;

/**
 * All that callers share about one device: first the attempt, then the link (contract C11).
 *
 * <pre>
 *   CONNECTING --services discovered--&gt; UP --last handle closed, link lost--&gt; LEAVING --system clean--&gt; GONE
 *       \______ failed, or the last caller has given up _________________________^
 * </pre>
 *
 * <p>Who comes while it is LEAVING waits until it is GONE and then begins anew, so that the system is never asked for two
 * links to one device.
 */
final class SharedLink {
    private static final int MOST_ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private enum Phase {
        CONNECTING,
        UP,
        LEAVING,
        GONE
    }

    private final DeviceId device;
    private final Consumer<ConnectWaiter> again;
    private final CoreThreads threads;
    private final Counters counters;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final List<ConnectWaiter> waiters = new ArrayList<>();
    private final Set<ConnectionHandle> handles = new HashSet<>();
    private Phase phase = Phase.CONNECTING;
    private ConnectAttempt attempt;
    private int attempts = 1;
    private @Nullable Throwable lastFailure;
    private @Nullable LinkSession session;
    private @Nullable GattDatabase database;
    private @Nullable LinkPairing pairing;

    /** @param again lets a caller have a link anew */
    SharedLink(
            DeviceId device,
            ConnectAttempt attempt,
            Consumer<ConnectWaiter> again,
            CoreThreads threads,
            Counters counters) {
        this.device = device;
        this.attempt = attempt;
        this.again = again;
        this.threads = threads;
        this.counters = counters;
    }

    /** Begins; the first caller has joined. */
    void start() {
        begin(currentAttempt());
    }

    private void begin(ConnectAttempt begun) {
        Stages.onEnd(begun.connected(), (connected, thrown) -> {
            if (connected == null) {
                failed(begun, thrown == null ? new IllegalStateException("no link") : thrown);
            } else {
                up(connected);
            }
        });
        begun.start();
    }

    private ConnectAttempt currentAttempt() {
        lock.lock();
        try {
            return attempt;
        } finally {
            lock.unlock();
        }
    }

    /** Returns why the last attempt failed, if there was one before that which runs. */
    @Nullable
    Throwable lastFailure() {
        lock.lock();
        try {
            return lastFailure;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how far an attempt has come, for the message of a deadline. */
    String progress() {
        lock.lock();
        try {
            String now = phase == Phase.UP ? "it is connected, but the pairing was not finished" : attempt.progress();
            return lastFailure == null ? now : now + "; the attempt before: " + lastFailure.getMessage();
        } finally {
            lock.unlock();
        }
    }

    /** Ends when nothing is left of it in the system. */
    CompletableFuture<Void> gone() {
        return gone;
    }

    /** Takes a caller in; returns false if it is too late and the caller must wait for {@link #gone()}. */
    boolean join(ConnectWaiter waiter) {
        lock.lock();
        try {
            switch (phase) {
                case CONNECTING -> waiters.add(waiter);
                case UP -> admit(waiter);
                case LEAVING, GONE -> {
                    return false;
                }
            }
        } finally {
            lock.unlock();
        }
        Stages.onEnd(waiter.result(), (connection, thrown) -> leave(waiter));
        return true;
    }

    /** Under the lock, while UP. */
    private void admit(ConnectWaiter waiter) {
        LinkSession up = session;
        GattDatabase known = database;
        if (up == null || known == null) {
            throw new IllegalStateException("up without a link");
        }
        if (!waiter.accepts(up.adapter().id())) {
            waiter.refuse(
                    BleConnectException.Reason.REFUSED,
                    device + " is connected through " + up.adapter().id() + " already");
        } else if (up.isStale()) {
            threads.workers().execute(() -> rediscover(waiter, up));
        } else {
            give(waiter, handle(waiter, up, known));
        }
    }

    private ConnectionHandle handle(ConnectWaiter waiter, LinkSession up, GattDatabase all) {
        return new ConnectionHandle(this, up, all.only(waiter.options().services()), threads, counters);
    }

    private void give(ConnectWaiter waiter, ConnectionHandle handle) {
        handles.add(handle);
        PairingAgent agent = waiter.options().pairing();
        LinkPairing pairings = pairing;
        if (agent == null || pairings == null) {
            waiter.take(handle, threads.workers());
        } else {
            Stages.onEnd(pairings.run(agent, waiter.result()), (nothing, thrown) -> paired(waiter, handle, thrown));
        }
    }

    private void paired(ConnectWaiter waiter, ConnectionHandle handle, @Nullable Throwable thrown) {
        if (thrown == null) {
            waiter.take(handle, threads.workers());
            return;
        }
        if (waiter.pairsAnew(thrown)) {
            Stages.onEnd(gone, (nothing, none) -> again.accept(waiter));
        } else if (!waiter.result().isDone()) {
            waiter.fail(ConnectFailures.pairing(waiter.operation(), thrown));
        }
        threads.workers().execute(handle::close);
    }

    /** The caller must see the services as they are now; those who came before keep what they had (contract C14). */
    private void rediscover(ConnectWaiter waiter, LinkSession up) {
        Stages.onEnd(up.discover(), (found, thrown) -> {
            lock.lock();
            try {
                if (found == null) {
                    waiter.fail(thrown == null ? new IllegalStateException("no services") : thrown);
                } else if (phase == Phase.UP) {
                    database = found;
                    give(waiter, handle(waiter, up, found));
                } else {
                    waiter.refuse(BleConnectException.Reason.ABORTED, "the link to " + device + " ended");
                }
            } finally {
                lock.unlock();
            }
        });
    }

    private void leave(ConnectWaiter waiter) {
        boolean last;
        lock.lock();
        try {
            last = waiters.remove(waiter) && waiters.isEmpty() && phase == Phase.CONNECTING;
            if (last) {
                phase = Phase.LEAVING;
            }
        } finally {
            lock.unlock();
        }
        if (last) {
            leaveAttempt();
        }
    }

    private void up(ConnectAttempt.Connected connected) {
        boolean unwanted;
        lock.lock();
        try {
            unwanted = phase != Phase.CONNECTING;
            if (!unwanted) {
                phase = Phase.UP;
                session = connected.session();
                pairing = new LinkPairing(connected.session(), threads);
                database = connected.database();
                List<ConnectWaiter> all = new ArrayList<>(waiters);
                waiters.clear();
                all.forEach(this::admit);
            }
        } finally {
            lock.unlock();
        }
        if (unwanted) {
            connected.session().close(DisconnectReason.REQUESTED);
        } else {
            Stages.onEnd(connected.session().down(), (reason, thrown) -> linkDown());
        }
    }

    private void failed(ConnectAttempt over, Throwable cause) {
        ConnectAttempt next = null;
        Duration pause = Duration.ZERO;
        lock.lock();
        try {
            ConnectAttempt.Next what = phase == Phase.CONNECTING ? over.next(cause) : ConnectAttempt.Next.GIVE_UP;
            if (what == ConnectAttempt.Next.ANEW && attempts < MOST_ATTEMPTS) {
                pause = FIRST_PAUSE.multipliedBy(1L << (attempts - 1));
                attempts++;
                next = over.again(cause);
            } else if (what == ConnectAttempt.Next.AT_ONCE) {
                next = over.again(cause);
            }
            lastFailure = next == null ? lastFailure : cause;
        } finally {
            lock.unlock();
        }
        if (next == null) {
            failed(cause);
        } else {
            retry(over, next, pause);
        }
    }

    /** Tries anew for as long as somebody waits: what failed may pass, as it often does with radio. */
    private void retry(ConnectAttempt over, ConnectAttempt next, Duration pause) {
        Runnable go = () -> {
            lock.lock();
            try {
                if (phase != Phase.CONNECTING) {
                    return;
                }
                attempt = next;
            } finally {
                lock.unlock();
            }
            begin(next);
        };
        Stages.onEnd(over.clean(), (nothing, thrown) -> {
            if (pause.isZero()) {
                threads.workers().execute(go);
            } else {
                threads.after(pause, () -> threads.workers().execute(go));
                counters.connectRetries.increment();
            }
        });
    }

    private void failed(Throwable cause) {
        List<ConnectWaiter> all;
        lock.lock();
        try {
            if (phase != Phase.CONNECTING) {
                return;
            }
            phase = Phase.LEAVING;
            all = new ArrayList<>(waiters);
            waiters.clear();
        } finally {
            lock.unlock();
        }
        all.forEach(waiter -> waiter.fail(cause));
        leaveAttempt();
    }

    private void leaveAttempt() {
        ConnectAttempt last = currentAttempt();
        last.abandon();
        Stages.onEnd(last.clean(), (nothing, thrown) -> goneNow());
    }

    /** Gives up a handle; the result ends when what it had is undone. */
    CompletableFuture<?> release(ConnectionHandle handle) {
        boolean last;
        lock.lock();
        try {
            last = handles.remove(handle) && handles.isEmpty() && phase == Phase.UP;
            if (last) {
                phase = Phase.LEAVING;
            }
        } finally {
            lock.unlock();
        }
        if (last) {
            handle.session().close(DisconnectReason.REQUESTED);
            return CompletableFuture.allOf(gone, handle.session().listeners().told());
        }
        return handle.session().listeners().leave(handle);
    }

    private void linkDown() {
        LinkSession ended;
        lock.lock();
        try {
            phase = Phase.LEAVING;
            ended = session;
        } finally {
            lock.unlock();
        }
        if (ended == null) {
            goneNow();
        } else {
            Stages.onEnd(ended.clean(), (nothing, thrown) -> goneNow());
        }
    }

    private void goneNow() {
        lock.lock();
        try {
            phase = Phase.GONE;
        } finally {
            lock.unlock();
        }
        gone.complete(null);
    }

    /** Takes notice that an adapter was switched off or has left. */
    void adapterLost(
            DefaultBleAdapter adapter, DisconnectReason reason, BleUnavailableException cause, boolean cleanUp) {
        LinkSession up;
        lock.lock();
        try {
            up = session;
        } finally {
            lock.unlock();
        }
        if (up == null) {
            currentAttempt().adapterLost(adapter, reason, cause, cleanUp);
        } else if (up.adapter() == adapter) {
            up.adapterLost(reason, cleanUp);
        }
    }

    /** Ends everything because this program closes Bluetooth. */
    void close(BleUnavailableException cause) {
        LinkSession up;
        lock.lock();
        try {
            up = session;
        } finally {
            lock.unlock();
        }
        if (up == null) {
            currentAttempt().abandon();
            failed(cause);
        } else {
            up.close(DisconnectReason.REQUESTED);
        }
    }
}
