// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.broker;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An MQTT broker that can run inside this process.
 *
 * <p>It costs next to nothing until {@link #start} is called, and runs from then on until the bundle that offers it stops.
 * All methods may be called from any thread.
 */
@ConsumerType
public interface LocalBroker {

    /**
     * Starts the broker unless it runs already. Blocks until it accepts connections, a second or so at the first call.
     *
     * @return where a client on this machine reaches it, such as {@code tcp://127.0.0.1:1883}
     * @throws IOException if it cannot run, say because the port is taken; the message is one line that names the cause
     *     and the remedy
     */
    URI start() throws IOException;

    /** What a client has to log in with; empty when the broker asks for nothing. */
    default Optional<BrokerLogin> login() {
        return Optional.empty();
    }
}
