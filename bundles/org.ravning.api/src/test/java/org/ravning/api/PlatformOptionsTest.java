// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformOptionsTest {
    private static Advertisement heard(String backend, int rssi, AdvertisingData data) {
        DeviceAddress device = DeviceAddress.of("AA:BB:CC:00:00:01", AddressType.RANDOM);
        return new Advertisement(device, new AdapterId(backend, "hci0"), Instant.EPOCH, rssi, true, data);
    }

    private static AdvertisingData data() {
        return AdvertisingData.builder()
                .localName("Strap 7")
                .txPower(-4)
                .serviceUuid(BleUuid.of(0x180D))
                .build();
    }

    private static boolean admits(BluezOptions options, int rssi) {
        return ScanRequest.builder().platform(options).build().admits(heard("bluez", rssi, data()));
    }

    @Test
    void conditions_areHeldByTheScanItself() {
        assertThat(admits(BluezOptions.builder().rssi(-70).build(), -70)).isTrue();
        assertThat(admits(BluezOptions.builder().rssi(-70).build(), -71)).isFalse();
        assertThat(admits(BluezOptions.builder().pathloss(60).build(), -64)).isTrue();
        assertThat(admits(BluezOptions.builder().pathloss(60).build(), -65)).isFalse();
        assertThat(admits(BluezOptions.builder().service("180d").build(), -70)).isTrue();
        assertThat(admits(BluezOptions.builder().service("180f").build(), -70)).isFalse();
        assertThat(admits(BluezOptions.builder().pattern("Strap").build(), -70)).isTrue();
        assertThat(admits(BluezOptions.builder().pattern("aa:bb:cc").build(), -70))
                .isTrue();
        assertThat(admits(BluezOptions.builder().pattern("trap").build(), -70)).isFalse();
    }

    @Test
    void pathlossOfADeviceThatTellsNoPower_isNotKnown() {
        BluezOptions near = BluezOptions.builder().pathloss(137).build();
        assertThat(near.admits(heard("bluez", -20, AdvertisingData.EMPTY))).isFalse();
    }

    @Test
    void optionsOfAnotherSystem_areIgnored() {
        ScanRequest request = ScanRequest.builder()
                .platform(BluezOptions.builder().rssi(-10).build())
                .platform(CoreBluetoothOptions.DEFAULT.withAddresses(true))
                .build();
        assertThat(request.admits(heard("sim", -90, data()))).isTrue();
    }

    @Test
    void laterOptionsOfOneSystem_replaceTheEarlier() {
        BluezOptions late = BluezOptions.builder().rssi(-50).build();
        ScanRequest request = ScanRequest.builder()
                .platform(BluezOptions.builder().build())
                .platform(WinRtOptions.DEFAULT)
                .platform(late)
                .build();
        assertThat(request.platform()).containsExactly(WinRtOptions.DEFAULT, late);
        assertThat(PlatformOptions.of(request.platform(), BluezOptions.class)).contains(late);
        assertThat(PlatformOptions.of(List.of(), BluezOptions.class)).isEmpty();
    }

    @Test
    void signalStrengthAndPathloss_areNotTakenTogether() {
        assertThatThrownBy(() -> BluezOptions.builder().rssi(-70).pathloss(60).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not both");
    }

    @ParameterizedTest
    @ValueSource(ints = {-128, 21})
    void rssi_outOfRange_isRefused(int dBm) {
        assertThatThrownBy(() -> BluezOptions.builder().rssi(dBm).build()).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 138})
    void pathloss_outOfRange_isRefused(int dB) {
        assertThatThrownBy(() -> BluezOptions.builder().pathloss(dB).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void patterns_outOfRange_areRefused() {
        Bytes one = Bytes.ofHex("01");
        assertThatThrownBy(() -> new BluezOptions.OrPattern(31, 0x16, one))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BluezOptions.OrPattern(0, 256, one)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BluezOptions.OrPattern(0, 0x16, Bytes.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BluezOptions.OrPattern(30, 0x16, Bytes.ofHex("0102")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BluezOptions.builder().pattern("").build())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
