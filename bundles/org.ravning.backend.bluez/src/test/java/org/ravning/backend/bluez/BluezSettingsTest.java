// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BluezSettingsTest {
    private static final String VARIABLE = "DBUS_SYSTEM_BUS_ADDRESS";

    @Test
    void nothingIsSet_systemBusAndDefaultTimes() {
        BluezSettings settings = BluezSettings.of(Map.of(), Map.of());

        assertThat(settings.busAddress()).isEqualTo("unix:path=/run/dbus/system_bus_socket");
        assertThat(settings.timing()).isEqualTo(BluezSettings.Timing.DEFAULT);
    }

    @Test
    void busIsSet_settingGoesBeforeEnvironment() {
        Map<String, String> environment = Map.of(VARIABLE, "unix:path=/a;unix:path=/b");

        assertThat(BluezSettings.of(Map.of(), environment).busAddress()).isEqualTo("unix:path=/a");
        assertThat(BluezSettings.of(Map.of(BluezSettings.BUS, "unix:path=/c"), environment)
                        .busAddress())
                .isEqualTo("unix:path=/c");
    }

    @Test
    void settleIsSet_onlyThatTimeChanges() {
        BluezSettings.Timing timing =
                BluezSettings.of(Map.of(BluezSettings.SETTLE, "1000"), Map.of()).timing();

        assertThat(timing).isEqualTo(BluezSettings.Timing.DEFAULT.withSettle(Duration.ofSeconds(1)));
        assertThat(timing.settle()).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "0", "-1", "10001", "1.5"})
    void settleIsNoSuchNumber_isRefusedWithItsName(String text) {
        assertThatThrownBy(() -> BluezSettings.of(Map.of(BluezSettings.SETTLE, text), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(BluezSettings.SETTLE)
                .hasMessageContaining(text);
    }

    @Test
    void parallelConnects_isOneUnlessSet() {
        assertThat(BluezSettings.of(Map.of(), Map.of()).parallelConnects()).isEqualTo(1);
        assertThat(BluezSettings.of(Map.of(BluezSettings.PARALLEL_CONNECTS, "3"), Map.of())
                        .parallelConnects())
                .isEqualTo(3);
        assertThatThrownBy(() -> BluezSettings.of(Map.of(BluezSettings.PARALLEL_CONNECTS, "17"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a number of links from 1 to 16: \"17\"");
    }

    @Test
    void powerCycle_isForbiddenUnlessSet() {
        assertThat(BluezSettings.of(Map.of(), Map.of()).powerCycle()).isFalse();
        assertThat(BluezSettings.of(Map.of(BluezSettings.POWER_CYCLE, "true"), Map.of())
                        .powerCycle())
                .isTrue();
        assertThatThrownBy(() -> BluezSettings.of(Map.of(BluezSettings.POWER_CYCLE, "on"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bluez.powerCycle: neither true nor false: \"on\"");
    }
}
