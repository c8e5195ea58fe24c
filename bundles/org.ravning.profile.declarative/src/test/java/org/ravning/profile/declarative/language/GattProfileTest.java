// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.GattDatabase;
import org.ravning.api.GattService;
import org.ravning.api.WriteMode;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattPlan.Trigger;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.Value;

class GattProfileTest {
    private static final String LAMP = """
            profile: lamp
            match: {service: ffa0}
            gatt:
              connect: poll
              every: 5m
              read:
                - characteristic: ffa1
                  fields:
                    power_on: {at: 0, bit: 0}
                    brightness: {at: 1, unit: "%"}
              set:
                power_on: {characteristic: ffa2, write: {true: 01, false: "00"}}
                mode: {characteristic: ffa2, write: {eco: 0201, party: 0202}}
                brightness: {characteristic: ffa2, mode: without_response, least: 0, most: 100, unit: "%", write: "03{u16be: x * 10}ee"}
                name: {characteristic: ffa2, most: 8, write: "04{text}"}
            vectors:
              - {characteristic: ffa1, value: 0132, expect: {power_on: true, brightness: 50}}
              - {set: {brightness: 50}, write: 0301f4ee}
            """;

    private static final String STRIP = """
            profile: strip
            match: {service_data: fd3d, starts: 63}
            gatt:
              connect: poll
              every: 5m
              read:
                - characteristic: ffa3
                  request: {characteristic: ffa2, write: ef01}
                  fields:
                    colour: {at: 0, type: colour}
              set:
                colour: {characteristic: ffa2, write: "56{colour}aa"}
                effect: {characteristic: ffa2, write: {slow: 01, fast: 02}}
            vectors:
              - {service_data: {fd3d: 63ff}, recognised: true}
              - {service_data: {fd3d: 48ff}, recognised: false}
              - {set: {colour: "#ff8000"}, write: 56ff8000aa}
              - {characteristic: ffa3, value: 01ff80, expect: {colour: "#01ff80"}}
            """;

    private final GattProfile lamp = (GattProfile) ProfileReader.read(LAMP, "lamp.yaml");
    private final GattPlan plan = lamp.plan(lampDatabase());

    @Test
    void profile_read_connectsAndMatchesAsItSays() {
        assertThat(lamp.policy()).isEqualTo(new ConnectionPolicy.Poll(Duration.ofMinutes(5)));
        assertThat(lamp.match().services()).containsExactly(BleUuid.of(0xFFA0));
    }

    @Test
    void source_planned_onlyAsTheCharacteristicCan() {
        GattPlan.Source source = plan.sources().get(0);

        assertThat(source.triggers()).containsExactlyInAnyOrder(Trigger.READ_ON_CONNECT, Trigger.POLL);
        assertThat(source.properties()).extracting("name").containsExactly("power_on", "brightness");
        assertThat(((Decoded.Readings) source.decoder().decode(Bytes.ofHex("0032"))).readings())
                .extracting("value")
                .containsExactly(Value.of(false), Value.of(50));
        assertThat(source.decoder().decode(Bytes.ofHex("00"))).isInstanceOf(Decoded.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({"power_on, 01", "mode, 0202", "brightness, 0301f4ee", "name, 0448c3b6"})
    void sink_encoded_asItsTemplate(String name, String hex) {
        GattPlan.Sink sink = plan.sinks().stream()
                .filter(s -> s.property().name().equals(name))
                .findFirst()
                .orElseThrow();
        Value value = switch (name) {
            case "power_on" -> Value.of(true);
            case "brightness" -> Value.of(50);
            case "mode" -> Value.of("party");
            default -> Value.of("Hö");
        };

        GattPlan.Write write = sink.encoder().encode(value, Bytes.EMPTY);

        assertThat(write.value()).isEqualTo(Bytes.ofHex(hex));
        assertThat(write.mode()).isEqualTo(name.equals("brightness") ? WriteMode.WITHOUT_RESPONSE : WriteMode.AUTO);
    }

    @Test
    void settings_read_haveTheirTypes() {
        assertThat(plan.sinks().stream()
                        .map(sink -> sink.property().type().getClass().getSimpleName()))
                .containsExactly("BooleanType", "EnumType", "NumberType", "TextType");
        assertThat(plan.sinks().get(1).property().type()).isEqualTo(new PropertyType.EnumType(List.of("eco", "party")));
    }

    @Test
    void colour_toldAndSet_isOnePropertyWithAColoursForm() {
        GattPlan strip = ((GattProfile) ProfileReader.read(STRIP, "strip.yaml")).plan(lampDatabase());

        Property colour = strip.sinks().get(0).property();
        assertThat(colour.access()).containsExactlyInAnyOrder(Access.PUBLISHED, Access.SETTABLE);
        assertThat(colour.type().reject(Value.of("#0a0B0c"))).isEmpty();
        assertThat(colour.type().reject(Value.of("red"))).contains("a colour such as #ff8000 is expected");
        assertThat(strip.sinks().get(1).property().access()).containsExactly(Access.SETTABLE);
    }

    @Test
    void valueThatIsSentOnRequest_planned_isRequestedAtEachPoll() {
        GattPlan.Source source = ((GattProfile) ProfileReader.read(STRIP, "strip.yaml"))
                .plan(lampDatabase())
                .sources()
                .get(0);

        assertThat(source.triggers()).contains(Trigger.SUBSCRIBE, Trigger.POLL);
        assertThat(source.request())
                .isNotNull()
                .satisfies(request -> assertThat(request.value()).isEqualTo(Bytes.ofHex("ef01")))
                .satisfies(
                        request -> assertThat(request.characteristic().uuid()).isEqualTo(BleUuid.of(0xFFA2)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "63ff}, recognised: true => 64ff}, recognised: true => strip.yaml:15: vectors[0].recognised: \"match\" does not fit",
                "48ff}, recognised: false => 63ff}, recognised: false => strip.yaml:16: vectors[1].recognised: it is recognised",
            })
    void recognitionThatDoesNotHold_read_refused(String right, String wrong, String message) {
        assertThat(STRIP).contains(right);
        assertThatThrownBy(() -> ProfileReader.read(STRIP.replace(right, wrong), "strip.yaml"))
                .hasMessage(message);
    }

    @Test
    void otherDevice_planned_nothing() {
        assertThat(lamp.plan(new GattDatabase(List.of()))).isEqualTo(GattPlan.NOTHING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "every: 5m => every: soon => lamp.yaml:5: gatt.every: \"soon\": an interval is written 30s, 5m or 1h",
                "connect: poll => connect: maybe => lamp.yaml:4: gatt.connect: expected always, poll or on_demand, found \"maybe\"",
                "0301f4ee} => 0301f4ef} => lamp.yaml:18: vectors[1].write: expected 0301f4ef, written 0301f4ee",
                "power_on: true, => power_on: false, => lamp.yaml:17: vectors[0].expect.power_on: expected false, decoded true",
                "{brightness: 50}, write => {brightness: 500}, write => lamp.yaml:18: vectors[1].set.brightness: the greatest value is 100",
                "{u16be: x * 10} => {f32} => lamp.yaml:14: gatt.set.brightness.write: \"03{f32}ee\": only whole numbers, {text} and {colour} can be written, not f32",
                "gatt: => fields: {battery: {at: 0}}\\ngatt: => lamp.yaml:3: fields: a profile with \"gatt\" is for links; what is broadcast needs a file of its own",
            })
    void mistake_read_refusedWithPlaceAndReason(String right, String wrong, String message) {
        assertThat(LAMP).contains(right);
        assertThatThrownBy(() -> ProfileReader.read(LAMP.replace(right, wrong.replace("\\n", "\n")), "lamp.yaml"))
                .hasMessage(message);
    }

    private static GattDatabase lampDatabase() {
        Characteristic state = characteristic(0xFFA1, 2, CharacteristicProperty.READ);
        Characteristic status = characteristic(0xFFA3, 6, CharacteristicProperty.NOTIFY);
        Characteristic command =
                characteristic(0xFFA2, 4, CharacteristicProperty.WRITE, CharacteristicProperty.WRITE_WITHOUT_RESPONSE);
        return new GattDatabase(List.of(new GattService(BleUuid.of(0xFFA0), 1, true, List.of(state, command, status))));
    }

    private static Characteristic characteristic(int uuid, int handle, CharacteristicProperty... can) {
        return new Characteristic(BleUuid.of(uuid), handle, Set.of(can), List.of(), BleUuid.of(0xFFA0), 1);
    }
}
