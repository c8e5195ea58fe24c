// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.ThingId;

class DeviceRulesTest {
    private static final DeviceId DEVICE = DeviceId.parse("A4:C1:38:00:00:01");
    private static final DeviceId OPAQUE = DeviceId.parse("6e400001-b5a3-f393-e0a9-e50e24dcca9e");

    private final List<String> problems = new ArrayList<>();

    private boolean admits(List<String> allow, List<String> deny, DeviceId device) {
        return DeviceRules.parse(allow, deny, problems::add).admits(device, new ThingId(device.compact()));
    }

    @Test
    void noLists_admitAll() {
        assertThat(admits(List.of(), List.of(), DEVICE)).isTrue();
    }

    @Test
    void allowList_admitsOnlyWhatItNames() {
        assertThat(admits(List.of("a4:c1:38:*"), List.of(), DEVICE)).isTrue();
        assertThat(admits(List.of("A4-C1-38-00-00-01"), List.of(), DEVICE)).isTrue();
        assertThat(admits(List.of("A4:C1:39:*"), List.of(), DEVICE)).isFalse();
        assertThat(admits(List.of("*:00:01"), List.of(), DEVICE)).isTrue();
        assertThat(admits(List.of("6e400001-*"), List.of(), OPAQUE)).isTrue();
    }

    @Test
    void denyList_wins() {
        assertThat(admits(List.of("*"), List.of("A4:C1:38:00:00:01"), DEVICE)).isFalse();
        assertThat(admits(List.of(), List.of("A4:C1:38:00:00:02"), DEVICE)).isTrue();
    }

    @Test
    void entryThatIsNoAddress_isTold_andAnAllowListStaysOne() {
        assertThat(admits(List.of("Kitchen\u001b[2J"), List.of(), DEVICE)).isFalse();
        assertThat(problems)
                .containsExactly("allow: \"Kitchen [2J\" is neither an address, such as A4:C1:38:*,"
                        + " nor an identity, such as ibeacon-*");
    }
}
