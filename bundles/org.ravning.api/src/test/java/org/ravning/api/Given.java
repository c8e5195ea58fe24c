// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.time.Instant;

/** Values for tests of the API. */
final class Given {
    private Given() {}

    /** Returns a subscription that does this when it is closed. */
    static Subscription subscription(Runnable onClose) {
        return new Subscription() {
            @Override
            public long dropped() {
                return 0;
            }

            @Override
            public boolean isActive() {
                return true;
            }

            @Override
            public void close() {
                onClose.run();
            }
        };
    }

    /** Returns an advertisement of the device with this number. */
    static Advertisement advertisement(int device, String name) {
        return new Advertisement(
                new DeviceAddress(device, AddressType.RANDOM),
                new AdapterId("fake", "hci0"),
                Instant.EPOCH,
                -50,
                true,
                AdvertisingData.builder().localName(name).build());
    }
}
