// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ravning.api.AdapterListener;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleAdapter;
import org.ravning.api.BleAdapters;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.Subscription;

/** A machine without adapters. */
final class FakeAdapters implements BleAdapters {
    @Override
    public List<BleAdapter> all() {
        return List.of();
    }

    @Override
    public Optional<BleAdapter> defaultAdapter() {
        return Optional.empty();
    }

    @Override
    public List<BackendStatus> backends() {
        return List.of(new BackendStatus("fake", BleUnavailableException.Reason.NO_SERVICE, "nothing there", ""));
    }

    @Override
    public boolean awaitReady(Duration timeout) {
        return true;
    }

    @Override
    public Subscription listen(AdapterListener listener) {
        throw new UnsupportedOperationException();
    }
}
