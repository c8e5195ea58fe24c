// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScanRequestTest {
    private static final AdapterId HCI0 = new AdapterId("bluez", "hci0");
    private static final DeviceId SENSOR = DeviceId.parse("AA:BB:CC:DD:EE:FF");
    private static final Advertisement HEARD = heard(
            -60,
            AdvertisingData.builder()
                    .localName("Sensor")
                    .serviceUuid(BleUuid.of(0x180f))
                    .serviceData(BleUuid.of(0xfcd2), Bytes.ofHex("40"))
                    .build());

    @Test
    void noConditions_admitEverything() {
        assertThat(ScanRequest.everything().admits(HEARD)).isTrue();
        assertThat(ScanRequest.everything().admits(heard(-127, AdvertisingData.EMPTY)))
                .isTrue();
    }

    @Test
    void serviceCondition_isMetByListOrByServiceData() {
        assertThat(ScanRequest.builder().service("180F").build().admits(HEARD)).isTrue();
        assertThat(ScanRequest.builder().service("fcd2").build().admits(HEARD)).isTrue();
        assertThat(ScanRequest.builder().service("180a").build().admits(HEARD)).isFalse();
        assertThat(ScanRequest.builder().service("180a").service("180f").build().admits(HEARD))
                .isTrue();
    }

    @Test
    void conditionsOfSeveralKinds_mustAllHold() {
        ScanRequest.Builder named = ScanRequest.builder().name("Sensor").device(SENSOR);
        assertThat(named.build().admits(HEARD)).isTrue();
        assertThat(named.minRssi(-59).build().admits(HEARD)).isFalse();
        assertThat(named.minRssi(-60)
                        .adapter(new AdapterId("sim", "sim0"))
                        .build()
                        .admits(HEARD))
                .isFalse();
    }

    @Test
    void unknownRssi_passesAnyLimit() {
        Advertisement unknown = heard(Advertisement.RSSI_UNAVAILABLE, AdvertisingData.EMPTY);
        assertThat(ScanRequest.builder().minRssi(-10).build().admits(unknown)).isTrue();
    }

    @Test
    void queueCapacityOutOfRange_isRefused() {
        assertThatThrownBy(() -> ScanRequest.builder().queueCapacity(0).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void scanResponseMerged_addsAndReplaces() {
        AdvertisingData response = AdvertisingData.builder()
                .localName("Sensor 2")
                .manufacturerData(0x0499, Bytes.ofHex("05"))
                .build();
        AdvertisingData merged = HEARD.data().merge(response);
        assertThat(merged.localName()).isEqualTo("Sensor 2");
        assertThat(merged.serviceUuids()).containsExactly(BleUuid.of(0x180f));
        assertThat(merged.manufacturerData()).containsEntry(0x0499, Bytes.ofHex("05"));
        assertThat(merged.serviceData()).containsKey(BleUuid.of(0xfcd2));
    }

    private static Advertisement heard(int rssi, AdvertisingData data) {
        return new Advertisement(SENSOR, HCI0, Instant.EPOCH, rssi, true, data);
    }
}
