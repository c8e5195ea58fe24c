// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.broker;

import java.util.Objects;

/** The user name and the password that a client presents to a broker; its text form hides the password. */
public record BrokerLogin(String user, String password) {

    public BrokerLogin {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
    }

    @Override
    public String toString() {
        return "BrokerLogin[user=" + user + "]";
    }
}
