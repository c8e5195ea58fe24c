// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the language can say, each shown by a vector that must hold. */
class LanguageTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "at: 0, type: u8 => 42",
                "at: 0, type: u16 => 554",
                "at: 0, type: u16be => 10754",
                "at: -1, type: u8 => 3",
                "at: 0, type: u24be => 2753027",
                "at: 0, type: s8, offset: -50 => -8",
                "at: 0, scale: 0.005, offset: 1 => 1.21",
                "at: 0, calc: x / 9, decimals: 2 => 4.67",
                "at: 0, bits: 1..3 => 5",
                "at: 0, mask: 0x0f => 10",
                "bit_at: 4, type: u8 => 34",
                "bit_at: 4, type: u8be => 160",
                "at: 0, none: 42 => none",
                "at: 0, none_if: x > 40 => none",
                "at: 0, bit: 1 => true",
                "at: 0, bit: 2 => false",
                "at: 0, bit: 2, invert: true => true",
                "at: 0, is: [1, 42] => true",
                "at: 0, flag: true => true",
                "at: 0, 'map': {42: eco} => eco",
                "at: 0, 'map': {1: eco} => none",
                "at: 0, 'map': {1: eco}, else: other => other",
                "at: 0, type: hex => 2a0203",
                "at: 0, type: text, length: 1 => '\"*\"'",
                "at: next, type: u8 => 42",
            })
    void field_read_hasItsValue(String settings, String value) {
        Tried.expect(settings, value);
    }

    @Test
    void bytesMissing_read_refusedUnlessOptional() {
        holds("""
                match: {company: 0xffff}
                fields:
                  temperature: {at: 0}
                  humidity: {at: 1, type: u16, optional: true}
                  battery: {at: 3, when: temperature > 20}
                vectors:
                  - {manufacturer: {0xffff: "1402"}, expect: {temperature: 20}}
                  - {manufacturer: {0xffff: "1502"}, reject: true}
                """);
    }

    @Test
    void impossibleValue_read_isRefusedWithoutBeingTold() {
        holds("""
                match: {company: 0xffff}
                fields:
                  temperature_probe_1: {at: 0, type: s16, scale: 0.1}
                  humidity: {at: 2, type: u16, scale: 0.1, optional: true}
                  battery: {at: 4, optional: true}
                  surplus: {at: 5, optional: true}
                vectors:
                  - {manufacturer: {0xffff: 55f5}, expect: {temperature_probe_1: -273.1}}
                  - {manufacturer: {0xffff: 54f5}, reject: true}
                  - {manufacturer: {0xffff: 0000e803}, expect: {humidity: 100}}
                  - {manufacturer: {0xffff: 0000e903}, reject: true}
                  - {manufacturer: {0xffff: "0000000064ff"}, expect: {battery: 100, surplus: 255}}
                  - {manufacturer: {0xffff: "0000000065"}, reject: true}
                """);
    }

    @Test
    void impossibleValue_limitsGiven_theyCount() {
        holds("""
                match: {company: 0xffff}
                fields:
                  battery: {at: 0, most: 110}
                  temperature: {at: 1, unit: none, type: s16}
                vectors:
                  - {manufacturer: {0xffff: 6ed4fe}, expect: {battery: 110, temperature: -300}}
                  - {manufacturer: {0xffff: 6fd4fe}, reject: true}
                """);
    }

    @Test
    void addressInPayload_asked_isFoundInEitherOrder() {
        holds("""
                match: {company: 0xffff, address: {at: 1}}
                fields: {battery: {at: 0}}
                vectors:
                  - {address: "A1:B2:C3:D4:E5:F6", manufacturer: {0xffff: 14a1b2c3d4e5f6}, expect: {battery: 20}}
                  - {address: "A1:B2:C3:D4:E5:F6", manufacturer: {0xffff: 14f6e5d4c3b2a1}, expect: {battery: 20}}
                  - {address: "A1:B2:C3:D4:E5:F6", manufacturer: {0xffff: 14a1b2c3d4e5f7}, reject: true}
                  - {address: "A1:B2:C3:D4:E5:F6", manufacturer: {0xffff: 14a1b2c3d4e5}, reject: true}
                """);
        holds("""
                match: {company: 0xffff, address: {at: 1, last: 3}}
                fields: {battery: {at: 0}}
                vectors:
                  - {address: "A1:B2:C3:D4:E5:F6", manufacturer: {0xffff: 14d4e5f6}, expect: {battery: 20}}
                  - {address: "A1:B2:C3:D4:E5:F6", manufacturer: {0xffff: 14a1b2c3}, reject: true}
                """);
    }

    @Test
    void emptyName_matched_meansNoNameAtAll() {
        holds("""
                match: {company: 0xffff, name: ["", "Acme*"]}
                fields: {battery: {at: 0}}
                vectors:
                  - {manufacturer: {0xffff: "14"}, expect: {battery: 20}}
                  - {name: Acme 1, manufacturer: {0xffff: "14"}, expect: {battery: 20}}
                  - {name: Lamp, manufacturer: {0xffff: "14"}, reject: true}
                """);
    }

    @Test
    void plainText_read_refusesWhatIsNoText() {
        holds("""
                match: {company: 0xffff}
                fields: {title: {at: 0, type: text, length: 4, plain: true}}
                vectors:
                  - {manufacturer: {0xffff: 4b656700}, expect: {title: Keg}}
                  - {manufacturer: {0xffff: "4bc3a400"}, expect: {title: Kä}}
                  - {manufacturer: {0xffff: 4b650067}, reject: true}
                  - {manufacturer: {0xffff: 4b05ff00}, reject: true}
                  - {manufacturer: {0xffff: 4b65ff00}, reject: true}
                """);
    }

    @Test
    void objectOfAnotherSize_walked_isPassedOver() {
        holds("""
                match: {company: 0xffff}
                tags:
                  length: u8
                  objects:
                    0x01: {size: 2, fields: {temperature: {at: 0, type: s16, scale: 0.1}}}
                    0x02: {fields: {battery: {at: 0}}}
                vectors:
                  - {manufacturer: {0xffff: 0102d200 020164}, expect: {temperature: 21, battery: 100}}
                  - {manufacturer: {0xffff: 0103d20000}, reject: true}
                """);
    }

    @Test
    void tagLengthValue_walked_numbersRepeats() {
        holds("""
                match: {company: 0xffff}
                tags:
                  at: 1
                  end: 1
                  length: u8
                  objects:
                    0x01: {fields: {temperature: {at: 0, type: s16, scale: 0.1}}}
                    0x02: {fields: {battery: {at: 0}}}
                vectors:
                  - manufacturer: {0xffff: 00 0102d200 0901ff 020164 0102dc00 ee}
                    expect: {temperature_1: 21, temperature_2: 22, battery: 100}
                  - {manufacturer: {0xffff: 00 0102d2 ee}, reject: true}
                """);
    }

    @Test
    void tagsOfKnownSize_walked_stopAtAnUnknownOne() {
        holds("""
                match: {company: 0xffff}
                tags:
                  objects:
                    0x01: {size: 2, fields: {temperature: {at: 0, type: s16, scale: 0.1}}}
                    0x02: {size: 1, fields: {button: {at: 0, event: {1: press, 2: long_press}}}}
                vectors:
                  - manufacturer: {0xffff: 01d200 0202 77 01ff}
                    expect: {temperature: 21}
                    events: {button: long_press}
                """);
    }

    @Test
    void ccm_decrypted_byNonceRecipe() {
        holds("""
                match: {service_data: fcd2, starts: "41"}
                header:
                  _counter: {at: -8, type: u32, as: counter}
                decrypt:
                  method: aes-ccm
                  key: key
                  nonce: [address, d2fc, bytes 0..1, bytes -8..-4]
                  text: [bytes 1..-8, bytes -4..]
                fields:
                  temperature: {at: 1, type: s16, scale: 0.01}
                  humidity: {at: 4, type: u16, scale: 0.01}
                vectors:
                  - address: 54:48:E6:8F:80:A5
                    key: 231d39c1d7cc1ab1aee224cd096db932
                    service_data: {fcd2: 41a47266c95f730011223378237214}
                    expect: {temperature: 25.06, humidity: 50.55}
                  - address: 54:48:E6:8F:80:A5
                    key: 231d39c1d7cc1ab1aee224cd096db933
                    service_data: {fcd2: 41a47266c95f730011223378237214}
                    reject: true
                  - {service_data: {fcd2: 41a47266c95f730011223378237214}, reject: true}
                """);
    }

    @Test
    void counterMode_decrypted_bitsReadFromTheLeastSignificant() {
        holds("""
                match: {company: 0x02e1, bytes: {0: "10", 4: "02"}}
                decrypt:
                  method: aes-ctr-le
                  key: key
                  nonce: [bytes 5..7, zeros 14]
                  text: bytes 8..
                fields:
                  voltage: {bit_at: 16, type: s16, scale: 0.01}
                  charge: {bit_at: 66, type: s22, scale: 0.001, unit: A}
                  state_of_charge: {bit_at: 108, type: u10, scale: 0.1, unit: "%"}
                vectors:
                  - key: aff4d0995b7d1e176c0c33ecb9e70dcd
                    manufacturer: {0x02e1: 100289a302b040af925d09a4d89aa0128bdef48c6298a9}
                    expect: {voltage: 12.53, charge: 0, state_of_charge: 50}
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "sum8, dd",
        "xor8, 31",
        "crc8, f4",
        "crc8-maxim, a1",
        "crc16-modbus, 374b",
        "crc16-ccitt-false, b129",
        "crc16-aug-ccitt, cce5",
        "crc16-xmodem, c331"
    })
    void checksum_ofTheCheckString_isThatOfTheCatalogue(String method, String value) {
        String text = "313233343536373839";
        holds("""
                match: {company: 0xffff}
                checksum: {method: %s, over: [bytes 0..9], at: 9}
                fields: {value: {at: 0}}
                vectors:
                  - {manufacturer: {0xffff: "%s"}, expect: {value: 49}}
                  - {manufacturer: {0xffff: "%s"}, reject: true}
                """.formatted(method, text + value, text.replace("31", "30") + value));
    }

    @Test
    void conditionalFields_read_oneBehindTheOther() {
        holds("""
                match: {company: 0xffff}
                fields:
                  _flags: {at: 0}
                  temperature: {at: next, type: s16, scale: 0.1, when: _flags & 1}
                  humidity: {at: next, when: _flags & 2}
                vectors:
                  - {manufacturer: {0xffff: 03d20032}, expect: {temperature: 21, humidity: 50}}
                  - {manufacturer: {0xffff: "0232"}, expect: {humidity: 50}}
                """);
    }

    @Test
    void parts_read_eachThatIsThere() {
        holds("""
                match: {name: "Ac*", service: ffa0}
                parts:
                  - {match: {service_data: ffa1}, fields: {temperature: {at: 0}}}
                  - {match: {company: '0x??c0'}, model: Two, fields: {humidity: {at: 0}}}
                vectors:
                  - {name: Acme, services: [ffa0], service_data: {ffa1: "15"}, manufacturer: {0x12c0: "32"}, expect: {temperature: 21, humidity: 50}, model: Two}
                  - {name: Bcme, services: [ffa0], service_data: {ffa1: "15"}, reject: true}
                """);
    }

    private static void holds(String profile) {
        assertThatCode(() -> ProfileReader.read("profile: tried\n" + profile, "tried.yaml"))
                .doesNotThrowAnyException();
    }
}
