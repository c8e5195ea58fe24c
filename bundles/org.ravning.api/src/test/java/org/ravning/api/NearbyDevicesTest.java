// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NearbyDevicesTest {
    @Test
    void deviceHeardAgain_isThereOnceWithItsNewestAdvertisement() {
        NearbyDevices nearby = new NearbyDevices();
        nearby.onAdvertisement(Given.advertisement(1, "old"));
        nearby.onAdvertisement(Given.advertisement(2, "other"));
        nearby.onAdvertisement(Given.advertisement(1, "new"));
        assertThat(nearby.newest()).extracting(Advertisement::localName).containsExactly("other", "new");
        assertThat(nearby.newest(new DeviceAddress(1, AddressType.UNKNOWN)))
                .map(Advertisement::localName)
                .contains("new");
    }

    @Test
    void moreDevicesThanRoom_forgetTheOneSilentLongest() {
        NearbyDevices nearby = new NearbyDevices(2);
        nearby.onAdvertisement(Given.advertisement(1, "a"));
        nearby.onAdvertisement(Given.advertisement(2, "b"));
        nearby.onAdvertisement(Given.advertisement(1, "a"));
        nearby.onAdvertisement(Given.advertisement(3, "c"));
        assertThat(nearby.newest()).extracting(Advertisement::localName).containsExactly("a", "c");
        assertThat(nearby.forgotten()).isEqualTo(1);
    }

    @Test
    void noRoomAtAll_isRefused() {
        assertThatThrownBy(() -> new NearbyDevices(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
