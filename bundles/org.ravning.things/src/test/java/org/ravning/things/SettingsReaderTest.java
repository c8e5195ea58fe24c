// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.ravning.things.setting.ThingSettings;

class SettingsReaderTest {
    private final List<String> problems = new ArrayList<>();

    private ThingSettings read(Class<?> configured) {
        ThingsConfig config = Objects.requireNonNull(configured.getAnnotation(ThingsConfig.class));
        return new SettingsReader(problems::add).read(config);
    }

    @ThingsConfig(maximumThings = 5, deny = "A4:C1:38:*, 00:11:22:33:44:55")
    private static final class Good {}

    @Test
    void goodSettings_areTaken() {
        ThingSettings settings = read(Good.class);
        assertThat(settings.maximumThings()).isEqualTo(5);
        assertThat(settings.silence().least()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.rules().admits(House.DEVICE)).isFalse();
        assertThat(settings.rules().admits(House.device(1))).isTrue();
        assertThat(settings.rules().isAsking()).isFalse();
        assertThat(problems).isEmpty();
    }

    @ThingsConfig(maximumThings = 0, deny = "kitchen", keysFile = "/nowhere/keys\0", adopt = "none")
    private static final class Bad {}

    @Test
    void badSettings_areTold_andTheDefaultStands() {
        ThingSettings settings = read(Bad.class);
        assertThat(settings.maximumThings()).isEqualTo(1000);
        assertThat(settings.keys().size()).isZero();
        assertThat(settings.rules().isAsking()).isTrue();
        assertThat(problems).hasSize(4).anyMatch(line -> line.startsWith("maximumThings is 1 to 100000, not 0"));
    }
}
