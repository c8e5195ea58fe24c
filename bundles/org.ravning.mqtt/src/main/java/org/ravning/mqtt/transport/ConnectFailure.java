// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.transport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The broker could not be reached, refused, or was lost; the message is one line for people. */
public final class ConnectFailure extends IOException {
    private static final long serialVersionUID = 1L;

    /** Creates it. */
    public ConnectFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Returns the one line. */
    public String line() {
        return String.valueOf(getMessage());
    }
}
