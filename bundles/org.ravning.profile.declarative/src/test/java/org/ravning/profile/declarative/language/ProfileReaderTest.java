// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ravning.api.BleUuid;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.RejectReason;
import org.ravning.profile.api.Unit;
import org.ravning.profile.declarative.yaml.Place;
import org.ravning.profile.declarative.yaml.ProfileFileException;
import org.ravning.profile.declarative.yaml.YamlText;

class ProfileReaderTest {
    private static final String ACME = """
            profile: acme
            title: Acme thermometers
            manufacturer: Acme
            match: {service_data: ffa1, length: 3}
            fields:
              temperature: {at: 0, type: s16, scale: 0.01}
              battery: {at: 2}
            vectors:
              - {service_data: {ffa1: 2a0964}, expect: {temperature: 23.46, battery: 100}}
            """;

    @Test
    void tenLines_read_areAProfile() {
        Profile profile = ProfileReader.read(ACME, "acme.yaml");

        assertThat(profile.info().id()).isEqualTo("acme");
        assertThat(profile.match().serviceData()).isEqualTo(Set.of(BleUuid.of(0xFFA1)));
    }

    @Test
    void usualNames_read_haveUnitClassAndCategory() {
        Decoded.Readings readings = decode(ACME, "{service_data: {ffa1: 2a0964}, reject: true}");

        Property temperature = readings.readings().get(0).property();
        assertThat(temperature.unit()).isEqualTo(Unit.CELSIUS);
        assertThat(temperature.deviceClass()).isEqualTo("temperature");
        assertThat(temperature.label()).isEqualTo("Temperature");
        assertThat(readings.readings().get(1).property().category()).isEqualTo(Category.DIAGNOSTIC);
        assertThat(readings.model().manufacturer()).isEqualTo("Acme");
        assertThat(readings.model().model()).isEqualTo("Acme thermometers");
    }

    @Test
    void enumeration_read_hasItsWordsAsType() {
        Decoded.Readings readings = decode(
                ACME.replace("battery: {at: 2}", "mode: {at: 2, map: {0x64: eco, 1: turbo}, else: other}")
                        .replace(", battery: 100", ", mode: eco"),
                "{service_data: {ffa1: 2a0964}, reject: true}");

        assertThat(readings.readings().get(1).property().type())
                .isEqualTo(new PropertyType.EnumType(java.util.List.of("eco", "turbo", "other")));
    }

    @Test
    void otherLength_decoded_notMine() {
        assertThat(heard(ACME, "{service_data: {ffa1: 2a09}, reject: true}")).isEqualTo(Decoded.NOT_MINE);
    }

    @Test
    void valueOutOfRange_decoded_malformed() {
        Decoded decoded = heard(
                ACME.replace("battery: {at: 2}", "battery: {at: 2, most: 100}"),
                "{service_data: {ffa1: 2a09ff}, reject: true}");

        assertThat(decoded).isEqualTo(new Decoded.Malformed(RejectReason.INVALID_VALUE, "battery cannot be 255"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mistakes")
    void mistake_read_refusedWithPlaceAndReason(String text, String message) {
        assertThatThrownBy(() -> ProfileReader.read(text, "acme.yaml"))
                .isInstanceOf(ProfileFileException.class)
                .hasMessage(message);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "profile: acme",
                        "profile: Acme!",
                        "acme.yaml:1: profile: \"Acme!\": a profile id is lower case with dashes, not \"Acme!\""),
                mistake("profile: acme\n", "", "acme.yaml:1: \"profile\" is missing"),
                mistake(
                        "length: 3",
                        "lenght: 3",
                        "acme.yaml:4: match.lenght: no such setting; there are company, service_data, service, name,"
                                + " length, starts, bytes, address, payload"),
                mistake(
                        "match: {service_data: ffa1, length: 3}",
                        "match: {length: 3}",
                        "acme.yaml:1: each entry of \"match\" needs a company, service_data, service or a name that"
                                + " begins with two known characters"),
                mistake(
                        "length: 3",
                        "length: 9..3",
                        "acme.yaml:4: match.length: expected a range within 0..2000, found \"9..3\""),
                mistake(
                        "s16",
                        "s65",
                        "acme.yaml:6: fields.temperature.type: \"s65\": no such type; there are u8, s16,"
                                + " u24be ... up to 64 bits, f32, f64, sfloat, float, text, hex and address"),
                mistake(
                        "at: 2",
                        "at: two",
                        "acme.yaml:7: fields.battery.at: expected a whole number, such as 12 or 0x0c, found \"two\""),
                mistake(
                        "at: 2",
                        "at: 2, unit: parsecs",
                        "acme.yaml:7: fields.battery.unit: expected a unit such as °C, %, hPa, V, or none, found \"parsecs\""),
                mistake(
                        "at: 2",
                        "at: 2, unit: V",
                        "acme.yaml:7: fields.battery: battery: battery is told in %, not in V"),
                mistake("at: 2", "at: 2, at: 3", "acme.yaml:7: fields.battery.at: is there twice"),
                mistake(
                        "battery: {at: 2}",
                        "Battery: {at: 2}",
                        "acme.yaml:7: fields.Battery: a property name is snake_case, not \"Battery\""),
                mistake(
                        "at: 2",
                        "calc: voltage * 2",
                        "acme.yaml:7: fields.battery.calc: \"voltage * 2\": no field \"voltage\" before it"),
                mistake(
                        "battery: 100}",
                        "battery: 99}",
                        "acme.yaml:9: vectors[0].expect.battery: expected 99, decoded 100"),
                mistake(
                        "battery: 100}",
                        "battery: 100, co2: 400}",
                        "acme.yaml:9: vectors[0].expect.co2: expected 400, decoded nothing"),
                mistake("2a0964", "2a09", "acme.yaml:9: vectors[0]: is not decoded: \"match\" does not fit"),
                mistake(
                        "2a0964",
                        "2a096",
                        "acme.yaml:9: vectors[0].service_data.ffa1: \"2a096\": not hexadecimal, two digits per byte, at"
                                + " position 5"),
                mistake("fields:", "fields: [", "acme.yaml:7: not YAML: expected ',' or ']', but got <scalar>"),
                mistake("title:", "title: &a x\nmodel: *a\nabout:", "acme.yaml:3: aliases (*name) are not supported"),
                Arguments.of("", "acme.yaml:1: the file is empty"),
                Arguments.of("[".repeat(30), "acme.yaml:1: nested more than 20 deep"),
                Arguments.of("x".repeat(300_000), "acme.yaml: larger than 262144 characters"));
    }

    private static Arguments mistake(String right, String wrong, String message) {
        assertThat(ACME).contains(right);
        return Arguments.of(ACME.replace(right, wrong), message);
    }

    private static Decoded.Readings decode(String profile, String vector) {
        return (Decoded.Readings) heard(profile, vector);
    }

    private static Decoded heard(String profile, String vector) {
        Place place = YamlText.read(vector, "vector");
        return ((AdvertisementProfile) ProfileReader.read(profile, "acme.yaml"))
                .decode(VectorReader.read(place).advertisement(), DecodeContext.NONE);
    }
}
