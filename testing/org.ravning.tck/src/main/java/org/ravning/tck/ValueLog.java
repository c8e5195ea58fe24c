// SPDX-License-Identifier: Apache-2.0
package org.ravning.tck;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleException;
import org.ravning.api.Bytes;
import org.ravning.api.NotificationListener;
import org.ravning.testkit.Await;

/** Keeps what a subscription was told. */
final class ValueLog implements NotificationListener {
    private final List<Bytes> values = new CopyOnWriteArrayList<>();
    private final List<String> ends = new CopyOnWriteArrayList<>();
    private volatile @Nullable BleException endCause;

    @Override
    public void onValue(Bytes value, Instant at) {
        values.add(value);
    }

    @Override
    public void onEnd(@Nullable BleException cause) {
        endCause = cause;
        ends.add(String.valueOf(cause));
    }

    List<Bytes> values() {
        return new ArrayList<>(values);
    }

    void awaitValues(int count) {
        Await.until(count + " values, not " + values, () -> values.size() >= count);
    }

    int ends() {
        return ends.size();
    }

    @Nullable
    BleException awaitEnd() {
        Await.until("the subscription ends", () -> !ends.isEmpty());
        return endCause;
    }
}
