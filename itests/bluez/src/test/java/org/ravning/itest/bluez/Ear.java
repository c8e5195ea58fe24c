// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.ravning.api.AdapterId;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisementListener;
import org.ravning.api.BleException;
import org.ravning.testkit.Await;

/** Counts what a scan hears, and keeps why its adapter was lost. */
final class Ear implements AdvertisementListener {
    private final AtomicInteger heard = new AtomicInteger();
    private final List<BleException> losses = new CopyOnWriteArrayList<>();

    @Override
    public void onAdvertisement(Advertisement advertisement) {
        heard.incrementAndGet();
    }

    @Override
    public void onAdapterLost(AdapterId adapter, BleException cause) {
        losses.add(cause);
    }

    /** Waits for one more. */
    void awaitHeard() {
        int before = heard.get();
        Await.until("the peripheral is heard", () -> heard.get() > before);
    }

    /** Waits until the adapter was lost that many times, and returns why the last time. */
    BleException awaitLost(int times) {
        Await.until("the adapter was lost " + times + " times, not " + losses.size(), () -> losses.size() >= times);
        return losses.get(losses.size() - 1);
    }
}
