// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.key;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;

/**
 * Who is behind a random address. What was found of an address is remembered, for the addresses heard last: strangers must
 * neither be calculated again for each packet nor be remembered without end.
 */
public final class Identities {
    private static final int REMEMBERED = 4096;

    private final KeyVault vault;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Optional<KeyOwner>> found = new Recent();
    private DeviceKeys keys = DeviceKeys.NONE;
    private long calculated;

    /** Resolves with the keys of that vault as they are at each time. */
    public Identities(KeyVault vault) {
        this.vault = vault;
    }

    /** Returns who has that address by an Identity Resolving Key, if anyone. */
    @SuppressWarnings("ReferenceEquality") // the very keys that the answers were found with
    public @Nullable KeyOwner of(DeviceId device) {
        DeviceKeys now = vault.current();
        if (!now.hasIdentities() || !(device instanceof DeviceAddress address)) {
            return null;
        }
        KeyOwner lasting = now.ofIdentityAddress(device);
        if (lasting != null) {
            return lasting;
        }
        lock.lock();
        try {
            if (keys != now) {
                keys = now;
                found.clear();
            }
            Optional<KeyOwner> known = found.get(address.value());
            if (known == null) {
                known = Optional.ofNullable(now.resolve(address.value()));
                calculated++;
                found.put(address.value(), known);
            }
            return known.orElse(null);
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many addresses are remembered. */
    int remembered() {
        lock.lock();
        try {
            return found.size();
        } finally {
            lock.unlock();
        }
    }

    /** Returns for how many addresses it had to be calculated. */
    long calculated() {
        lock.lock();
        try {
            return calculated;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the address that was not heard for longest. */
    private static final class Recent extends LinkedHashMap<Long, Optional<KeyOwner>> {
        private static final long serialVersionUID = 1L;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Optional<KeyOwner>> eldest) {
            return size() > REMEMBERED;
        }
    }
}
