// SPDX-License-Identifier: Apache-2.0
package org.ravning.core;

import java.util.concurrent.atomic.AtomicBoolean;
import org.ravning.api.BleAdapters;
import org.ravning.api.BleCentral;
import org.ravning.api.BleScanner;
import org.ravning.api.Ravning;

/** A core of a program without OSGi. */
final class DefaultRavning implements Ravning {
    private final Core core;
    private final AtomicBoolean closed = new AtomicBoolean();

    DefaultRavning(Core core) {
        this.core = core;
    }

    @Override
    public BleAdapters adapters() {
        return core.adapters();
    }

    @Override
    public BleScanner scanner() {
        return core.scanner();
    }

    @Override
    public BleCentral central() {
        return core.central();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            core.close();
        }
    }
}
