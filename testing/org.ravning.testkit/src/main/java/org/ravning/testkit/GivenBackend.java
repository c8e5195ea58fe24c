// SPDX-License-Identifier: Apache-2.0
package org.ravning.testkit;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.ravning.api.Ravning;
import org.ravning.api.RavningOptions;
import org.ravning.spi.Backend;
import org.ravning.spi.BackendFactory;

/**
 * Opens Bluetooth over a backend that a test has made, by the same way on which programs open it: a test needs
 * org.ravning.core at run time only.
 */
public final class GivenBackend implements BackendFactory {
    private static final String NAME = "given";
    private static final String KEY = NAME + ".key";
    private static final Map<String, Backend> GIVEN = new ConcurrentHashMap<>();
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** For the service loader. */
    public GivenBackend() {}

    /** Opens Bluetooth over this backend alone. */
    public static Ravning open(Backend backend) {
        String key = String.valueOf(COUNT.incrementAndGet());
        GIVEN.put(key, backend);
        try {
            return Ravning.open(new RavningOptions(Set.of(NAME), Map.of(KEY, key)));
        } finally {
            GIVEN.remove(key);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isDefault() {
        return false;
    }

    @Override
    public Backend create(Map<String, String> settings) {
        Backend backend = GIVEN.get(settings.getOrDefault(KEY, ""));
        if (backend == null) {
            throw new IllegalArgumentException("only a test gives this backend");
        }
        return backend;
    }
}
