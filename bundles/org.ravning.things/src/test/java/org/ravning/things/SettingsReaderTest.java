// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.ravning.profile.api.ThingId;
import org.ravning.things.setting.ThingSettings;

class SettingsReaderTest {
    private static final ThingId ID = new ThingId("a");

    private final List<String> problems = new ArrayList<>();

    private ThingSettings read(Class<?> configured) {
        ThingsConfig config = Objects.requireNonNull(configured.getAnnotation(ThingsConfig.class));
        return new SettingsReader(null, problems::add).read(config);
    }

    @ThingsConfig(maximumThings = 5, deny = "A4:C1:38:*, 00:11:22:33:44:55")
    private static final class Good {}

    @Test
    void goodSettings_areTaken() {
        ThingSettings settings = read(Good.class);
        assertThat(settings.maximumThings()).isEqualTo(5);
        assertThat(settings.silence().least()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.rules().admits(House.DEVICE, ID)).isFalse();
        assertThat(settings.rules().admits(House.device(1), ID)).isTrue();
        assertThat(settings.rules().isAsking()).isFalse();
        assertThat(problems).isEmpty();
    }

    @ThingsConfig(beacons = "ibeacon-f7826da6*, A4:C1:38:*", allow = " ")
    private static final class Beacons {}

    @Test
    void beacons_areNamedByIdentityOrAddress() {
        ThingSettings settings = read(Beacons.class);
        ThingId mine = new ThingId("ibeacon-f7826da64fa2-1-2");
        assertThat(settings.rules().admitsBeacon(House.device(1), mine)).isTrue();
        assertThat(settings.rules().admitsBeacon(House.device(1), ID)).isFalse();
        assertThat(settings.rules().admitsBeacon(House.DEVICE, ID)).isTrue();
        assertThat(settings.rules().admits(House.device(1), ID)).isTrue();
        assertThat(problems).isEmpty();
    }

    @ThingsConfig(maximumThings = 0, deny = "kitchen", keysFile = "/nowhere/keys\0", adopt = "none")
    private static final class Bad {}

    @Test
    void badSettings_areTold_andTheDefaultStands() {
        ThingSettings settings = read(Bad.class);
        assertThat(settings.maximumThings()).isEqualTo(1000);
        assertThat(settings.keys().current().size()).isZero();
        assertThat(settings.rules().isAsking()).isTrue();
        assertThat(problems).hasSize(4).anyMatch(line -> line.startsWith("maximumThings is 1 to 100000, not 0"));
    }
}
