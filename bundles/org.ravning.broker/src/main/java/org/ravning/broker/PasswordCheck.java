// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.jspecify.annotations.Nullable;
import org.ravning.mqtt.broker.BrokerLogin;

/** Lets the one configured user do everything and nobody else anything; without one, everybody. */
final class PasswordCheck implements ActiveMQSecurityManager {

    private final Optional<BrokerLogin> login;

    PasswordCheck(Optional<BrokerLogin> login) {
        this.login = login;
    }

    @Override
    public boolean validateUser(@Nullable String user, @Nullable String password) {
        return login.map(known -> same(known.user(), user) && same(known.password(), password))
                .orElse(true);
    }

    @Override
    public boolean validateUserAndRole(
            @Nullable String user, @Nullable String password, Set<Role> roles, CheckType checkType) {
        return validateUser(user, password);
    }

    private static boolean same(String expected, @Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
