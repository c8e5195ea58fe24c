// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleConnection;
import org.ravning.api.BleOperation;
import org.ravning.api.ConnectOptions;

/** One caller of connect. */
record ConnectWaiter(BleOperation operation, ConnectOptions options, CompletableFuture<BleConnection> result) {
    boolean accepts(AdapterId adapter) {
        return options.adapter() == null || options.adapter().equals(adapter);
    }

    /** Hands the connection over; returns false if nobody waits any more. */
    boolean take(ConnectionHandle handle) {
        return result.complete(new DefaultBleConnection(handle, options.operationTimeout()));
    }

    void refuse(BleConnectException.Reason reason, String message) {
        fail(new BleConnectException(operation, reason, message, null));
    }

    void fail(@Nullable Throwable cause) {
        result.completeExceptionally(cause == null ? new IllegalStateException("no cause") : cause);
    }
}
