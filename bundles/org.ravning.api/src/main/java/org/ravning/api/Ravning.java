// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.Iterator;
import java.util.ServiceLoader;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Bluetooth Low Energy for a program without OSGi: the same objects that are services in a framework.
 *
 * <pre>{@code
 * try (Ravning ble = Ravning.open()) {
 *     ble.scanner().findFirst(ScanRequest.everything(), a -> "Sensor".equals(a.localName()), Duration.ofSeconds(10));
 * }
 * }</pre>
 *
 * <p>Closing ends every scan and link and all threads.
 */
@ProviderType
public interface Ravning extends AutoCloseable {
    /** Opens every backend of this operating system that is on the class path. */
    static Ravning open() {
        return open(RavningOptions.DEFAULT);
    }

    /**
     * Opens the backends that the options name.
     *
     * @throws IllegalStateException if org.ravning.core, or a backend that is named, is not on the class path
     */
    static Ravning open(RavningOptions options) {
        ClassLoader loader = Ravning.class.getClassLoader();
        Iterator<RavningProvider> providers =
                ServiceLoader.load(RavningProvider.class, loader).iterator();
        if (!providers.hasNext()) {
            throw new IllegalStateException("org.ravning.core is not on the class path; add it as a dependency");
        }
        return providers.next().open(options);
    }

    /** Returns the adapters. */
    BleAdapters adapters();

    /** Returns the scanner. */
    BleScanner scanner();

    /** Returns the central. */
    BleCentral central();

    /** Ends everything; idempotent, waits a few seconds at most, throws nothing. */
    @Override
    void close();
}
