// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.session;

import java.util.Optional;
import org.ravning.mqtt.broker.BrokerLogin;
import org.ravning.mqtt.transport.ConnectFailure;

/** Where user and password come from; asked before each connection, on the loop. */
@FunctionalInterface
public interface LoginSource {
    /**
     * Returns user and password, or nothing if the broker wants none.
     *
     * @throws ConnectFailure if they cannot be found now
     */
    Optional<BrokerLogin> login() throws ConnectFailure;
}
