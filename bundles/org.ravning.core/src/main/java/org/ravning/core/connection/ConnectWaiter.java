// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleConnection;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleOperation;
import org.ravning.api.ConnectOptions;
import org.ravning.api.DisconnectReason;

/**
 * One caller of connect.
 *
 * @param pairedAnew whether its pairing has been tried on a second link
 */
record ConnectWaiter(
        BleOperation operation,
        ConnectOptions options,
        CompletableFuture<BleConnection> result,
        AtomicBoolean pairedAnew) {
    ConnectWaiter(BleOperation operation, ConnectOptions options, CompletableFuture<BleConnection> result) {
        this(operation, options, result, new AtomicBoolean());
    }

    /**
     * Says, once, whether its pairing should be tried on another link: this one ended before anybody was asked anything, as
     * one does that was about to end because an earlier pairing was given up.
     */
    boolean pairsAnew(@Nullable Throwable failure) {
        return failure instanceof BleDisconnectedException lost
                && !lost.wasSent()
                && lost.reason() != DisconnectReason.ADAPTER_GONE
                && lost.reason() != DisconnectReason.ADAPTER_POWERED_OFF
                && !result.isDone()
                && pairedAnew.compareAndSet(false, true);
    }

    boolean accepts(AdapterId adapter) {
        return options.adapter() == null || options.adapter().equals(adapter);
    }

    /** Hands the connection over; it is closed, by one of the workers, if nobody waits any more. */
    void take(ConnectionHandle handle, Executor workers) {
        if (!result.complete(new DefaultBleConnection(handle, options.operationTimeout()))) {
            workers.execute(handle::close);
        }
    }

    void refuse(BleConnectException.Reason reason, String message) {
        fail(new BleConnectException(operation, reason, message, null));
    }

    void fail(@Nullable Throwable cause) {
        result.completeExceptionally(cause == null ? new IllegalStateException("no cause") : cause);
    }
}
