// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.Descriptor;
import org.ravning.api.GattDatabase;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.Value;

class AutomationIoProfileTest {
    private static final Devices.Wanted RELAYS = new Devices.Wanted(
            0x2A56,
            Set.of(CharacteristicProperty.READ, CharacteristicProperty.WRITE, CharacteristicProperty.NOTIFY),
            List.of(0x2909));
    private static final Devices.Wanted CONTACTS =
            new Devices.Wanted(0x2A56, Set.of(CharacteristicProperty.READ, CharacteristicProperty.NOTIFY), List.of());

    private final AutomationIoProfile profile = new AutomationIoProfile();

    @Test
    void numberOfSignalsUnknown_planned_oneSwitch() {
        GattPlan plan = profile.plan(new Devices().service(0x1815, RELAYS).build());

        assertThat(plan.sinks()).singleElement().satisfies(sink -> {
            assertThat(sink.property().name()).isEqualTo("switch_1");
            assertThat(sink.property().access())
                    .containsExactlyInAnyOrder(Access.PUBLISHED, Access.SETTABLE, Access.GETTABLE);
        });
        assertThat(values(plan, "01")).containsExactly(Value.of(true));
        assertThat(values(plan, "00")).containsExactly(Value.of(false));
        assertThat(values(plan, "03")).containsExactly((Value) null);
    }

    @Test
    void fiveSwitches_planned_asDescriptorSays() {
        GattPlan plan = planOf(5);

        assertThat(plan.sinks())
                .extracting(s -> s.property().name())
                .containsExactly("switch_1", "switch_2", "switch_3", "switch_4", "switch_5");
        assertThat(values(plan, "4501"))
                .containsExactly(Value.of(true), Value.of(true), Value.of(false), Value.of(true), Value.of(true));
    }

    @Test
    void oneOfFiveSwitches_set_othersKept() {
        GattPlan plan = planOf(5);

        assertThat(written(plan, 2, true, "4501")).isEqualTo("5501");
        assertThat(written(plan, 0, false, "4501")).isEqualTo("4401");
        assertThat(written(plan, 4, false, "4501")).isEqualTo("4500");
        assertThat(written(plan, 4, true, "")).isEqualTo("0001");
    }

    @Test
    void switchesAndInputs_planned_numberedApart() {
        GattPlan plan = profile.plan(
                new Devices().service(0x1815, CONTACTS, RELAYS, CONTACTS).build());

        assertThat(plan.sources())
                .flatExtracting(GattPlan.Source::properties)
                .extracting(Property::name)
                .containsExactly("input_1", "switch_1", "input_2");
        assertThat(plan.sinks()).hasSize(1);
    }

    @Test
    void valueTooShort_decoded_malformed() {
        assertThat(planOf(5).sources().get(0).decoder().decode(Bytes.ofHex("45")))
                .isInstanceOf(Decoded.Malformed.class);
    }

    private GattPlan planOf(int switches) {
        GattDatabase device = new Devices().service(0x1815, RELAYS).build();
        Characteristic digital = device.characteristics().get(0);
        Descriptor number = digital.descriptors().get(0);
        assertThat(profile.planDescriptors()).contains(number.uuid());
        return profile.plan(device, Map.of(number, Bytes.ofInts(switches)));
    }

    private static List<Value> values(GattPlan plan, String hex) {
        Decoded decoded = plan.sources().get(0).decoder().decode(Bytes.ofHex(hex));
        return ((Decoded.Readings) decoded)
                .readings().stream().map(Reading::value).toList();
    }

    private static String written(GattPlan plan, int index, boolean on, String current) {
        return plan.sinks()
                .get(index)
                .encoder()
                .encode(Value.of(on), Bytes.ofHex(current))
                .value()
                .hex();
    }
}
