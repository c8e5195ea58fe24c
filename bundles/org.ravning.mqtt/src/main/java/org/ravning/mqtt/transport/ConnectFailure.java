// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.transport;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The broker could not be reached, refused, or was lost; the message is one line for people. */
public final class ConnectFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean takeover;

    /** Creates it. */
    public ConnectFailure(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private ConnectFailure(String message, @Nullable Throwable cause, boolean takeover) {
        super(message, cause);
        this.takeover = takeover;
    }

    /** Creates one that says that another client connected with our id, so that the broker let us go. */
    public static ConnectFailure takeover(String message, @Nullable Throwable cause) {
        return new ConnectFailure(message, cause, true);
    }

    /** Returns what is behind the failure of a stage. */
    public static ConnectFailure of(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof ConnectFailure known ? known : new ConnectFailure(String.valueOf(cause), cause);
    }

    /** Says whether another client connected with our id. */
    public boolean isTakeover() {
        return takeover;
    }

    /** Returns the one line. */
    public String line() {
        return String.valueOf(getMessage());
    }
}
