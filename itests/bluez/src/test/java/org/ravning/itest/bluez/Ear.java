// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez;

import java.util.concurrent.atomic.AtomicInteger;
import org.ravning.api.AdapterId;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisementListener;
import org.ravning.api.BleException;
import org.ravning.testkit.Await;

/** Counts what a scan hears, and how often its adapter was lost. */
final class Ear implements AdvertisementListener {
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    @Override
    public void onAdvertisement(Advertisement advertisement) {
        heard.incrementAndGet();
    }

    @Override
    public void onAdapterLost(AdapterId adapter, BleException cause) {
        lost.incrementAndGet();
    }

    /** Waits for one more. */
    void awaitHeard() {
        int before = heard.get();
        Await.until("the peripheral is heard", () -> heard.get() > before);
    }

    void awaitLost(int times) {
        Await.until("the adapter was lost " + times + " times, not " + lost, () -> lost.get() >= times);
    }
}
