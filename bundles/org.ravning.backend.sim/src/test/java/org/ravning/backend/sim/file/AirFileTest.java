// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.api.AddressType;
import org.ravning.api.BleUuid;
import org.ravning.api.CharacteristicProperty;
import org.ravning.backend.sim.air.Air;
import org.ravning.backend.sim.air.AirCharacteristic;
import org.ravning.backend.sim.air.AirDevice;

class AirFileTest {
    private static final String A = "- address: C2:00:00:00:00:01\n";

    @TempDir
    private Path folder;

    @Test
    void defaultFile_holdsFriendlyDevicesAtFixedAddresses() {
        Air air = AirFile.open("default");

        assertThat(air.adapters()).singleElement().satisfies(a -> {
            assertThat(a.name()).isEqualTo("sim0");
            assertThat(a.label()).isEqualTo("Simulated adapter");
        });
        assertThat(air.devices()).hasSize(8);
        assertThat(air.devices())
                .allMatch(d -> d.address().type() == AddressType.RANDOM)
                .allMatch(d -> d.address().text().startsWith("C2:5A:10:00:00:0"));
    }

    @Test
    void adapters_areReadWhole() {
        Air air = AirFile.parse(
                "adapters: [{name: a, address: 02:00:00:00:00:01, powered: off}, {name: b, label: Attic}]\ndevices: []",
                "t.yaml");

        assertThat(air.adapters()).hasSize(2);
        assertThat(air.adapter("a").isPowered()).isFalse();
        assertThat(air.adapter("a").address()).hasToString("02:00:00:00:00:01");
        assertThat(air.adapter("b").label()).isEqualTo("Attic");
    }

    @Test
    void gatt_isReadInFileOrder() {
        AirDevice device = device("""
                  gatt:
                    - uuid: 180f
                      characteristics:
                        - uuid: 2a19
                          properties: [read, notify]
                          value: {uint8: 100}
                          descriptors: [{uuid: 2901, value: {text: level}, writable: true}]
                    - uuid: 1815
                      primary: false
                      characteristics:
                        - {uuid: 2a56, properties: [write], value: 0a0b}
                """);

        assertThat(device.services()).extracting(s -> s.handle()).containsExactly(1, 6);
        assertThat(device.services().get(1).primary()).isFalse();
        AirCharacteristic level = device.characteristic("2a19");
        assertThat(level.value().hex()).isEqualTo("64");
        assertThat(level.properties())
                .containsExactlyInAnyOrder(CharacteristicProperty.READ, CharacteristicProperty.NOTIFY);
        assertThat(level.descriptor(BleUuid.of(0x2901)).value().utf8()).isEqualTo("level");
        assertThat(device.characteristic("2a56").value().hex()).isEqualTo("0a0b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0102                                        | 0102",
                "\"01 02\"                                   | 0102",
                "{hex: 0xff}                                 | ff",
                "{text: 1.0}                                 | 312e30",
                "{fill: 3}                                   | 000102",
                "{sint16: -1.5, scale: 0.01}                 | 6aff",
                "[{uint8: 1}, \"02\", {uint16be: 0x0304}]    | 01020304",
                "{uint8: {sequence: {values: [on, off]}}}    | 01",
                "{uint24: {sine: {mean: 5, amplitude: 1, period: 1h}}} | 050000",
                "{uint8: {walk: {min: 0, max: 20}}}          | 0a",
                "{uint8: {counter: {start: 3}}}              | 03",
            })
    void values_areReadAsBytes(String written, String hex) {
        AirDevice device = device(
                "  gatt: [{uuid: 180f, characteristics: [{uuid: 2a19, properties: [read], value: " + written + "}]}]");

        assertThat(device.characteristic("2a19").value().hex()).isEqualTo(hex);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "intervall: 1s                     | intervall: no such setting; expected one of address,",
                "interval: fast                    | interval: expected a time such as 500ms, 2s, 1.5m or 1h, found \"fast\"",
                "interval: 0                       | interval: expected a time longer than nothing, found \"0\"",
                "interval: 400000h                 | interval: expected a time of at most 366 days",
                "address_type: static              | address_type: expected random or public",
                "connectable: maybe                | connectable: expected true or false, found \"maybe\"",
                "heard_by: [hci0]                  | heard_by[0]: expected the name of an adapter: sim0, found \"hci0\"",
                "rssi: loud                        | rssi: expected a number",
                "rssi: {wander: 1}                 | rssi.wander: no such setting; expected one of walk, sine, sequence, counter",
                "rssi: {walk: {min: 5, max: 1}}    | rssi.walk: a walk needs min <= start <= max",
                "rssi: {walk: {min: 5}}            | rssi.walk: \"max\" is missing",
                "rssi: {sequence: {values: []}}    | rssi.sequence.values: expected at least one value",
                "advertise: [1]                    | advertise: expected a mapping (key: value), found a list",
                "advertise: {ad: 0g}               | advertise.ad: expected hexadecimal bytes such as \"02 01 06\", found \"0g\"",
                "advertise: {ad: 01, flags: 6}     | advertise.flags: \"ad\" gives all bytes",
                "advertise: {services: [12]}       | advertise.services[0]: not a UUID: \"12\"",
                "advertise: {manufacturer: {x: 1}} | advertise.manufacturer.x: expected a company identifier",
                "advertise: {bthome: {heat: 1}}    | advertise.bthome.heat: no such BTHome object",
                "advertise: {bthome: {button: {events: [tap], every: 1s}}} | advertise.bthome.button.events[0]: expected one of double_press,",
                "advertise: {bthome: {key: 0123}}  | advertise.bthome.key: expected a key of 32 hexadecimal digits",
                "advertise: {ruuvi: {colour: 1}}   | advertise.ruuvi.colour: no such value of a RuuviTag",
                "advertise: {ad: {fill: 32}}       | advertise: 32 bytes do not fit into one packet, which carries 31",
                "advertise: {ad: {fill: 2}, ad: 1} | advertise.ad: is there twice",
                "name: a name that is far too long to be sent | name: a name has at most 29 bytes",
                "gatt: [{uuid: 180f, characteristics: [{uuid: 2a19, properties: [red]}]}] | gatt[0].characteristics[0].properties[0]: expected read, write,",
                "gatt: [{uuid: 180f, characteristics: [{uuid: 2a19, properties: [write], on_write: [{set: 2a1a}]}]}] | gatt[0].characteristics[0].on_write[0].set: expected a characteristic of this device: 2a19, found \"2a1a\"",
                "gatt: [{uuid: 180f, characteristics: [{uuid: 2a19, properties: [read], read: {error: 0x100}}]}] | gatt[0].characteristics[0].read.error: expected a whole number from 1 to 255",
                "gatt: [{uuid: 180f, characteristics: [{uuid: 2a19, properties: [read], read: {error: tired}}]}] | gatt[0].characteristics[0].read.error: expected an ATT error",
                "gatt: [{uuid: 180f, characteristics: [{uuid: 2a19, properties: [read], value: {uint8: 1, scale: 0}}]}] | gatt[0].characteristics[0].value.scale: expected a number above zero",
                "connection: {mtu: 22}             | connection.mtu: expected a whole number from 23 to 517, found \"22\"",
            })
    void mistake_isToldWithItsPlaceAndWhatIsExpected(String line, String message) {
        String text = "devices:\n" + A + "  " + line + "\n";

        assertThatThrownBy(() -> AirFile.parse(text, "t.yaml"))
                .isInstanceOf(AirFileException.class)
                .hasMessageStartingWith("t.yaml:3: devices[0]." + message)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                   | t.yaml:1: the file is empty",
                "hello                                | t.yaml:1: expected a mapping",
                "seed: 1                              | t.yaml:1: \"devices\" is missing",
                "seed: x                              | t.yaml:1: seed: expected a whole number from 0 to 2147483647, found \"x\"",
                "devices: [                           | t.yaml:1: not YAML: ",
                "devices: [{name: x}]                 | t.yaml:1: devices[0]: \"address\" is missing",
                "devices: [{address: C2:00}]          | t.yaml:1: devices[0].address: expected an address such as C2:00:00:00:00:01, found \"C2:00\"",
                "adapters: [{name: a b}]              | t.yaml:1: adapters[0]: an adapter's name is 1 to 32 letters",
                "adapters: [{name: a}, {name: a}]     | t.yaml:1: adapters[1]: there is an adapter a already",
            })
    void mistakeAtTheTop_isTold(String text, String message) {
        assertThatThrownBy(() -> AirFile.parse(text, "t.yaml"))
                .isInstanceOf(AirFileException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void sameAddressTwice_isTold() {
        assertThatThrownBy(() -> AirFile.parse("devices:\n" + A + A, "t.yaml"))
                .hasMessage("t.yaml:3: devices[1]: there is a device C2:00:00:00:00:01 already");
    }

    @Test
    void fileThatCannotBeRead_isTold() throws IOException {
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xFF, (byte) 0xFE, (byte) 0xFF});

        assertThatThrownBy(() -> AirFile.open(folder.resolve("none.yaml").toString()))
                .isInstanceOf(AirFileException.class)
                .hasMessageEndingWith("none.yaml: there is no such file");
        assertThatThrownBy(() -> AirFile.open(binary.toString()))
                .isInstanceOf(AirFileException.class)
                .hasMessageEndingWith("binary.yaml: not a text file in UTF-8");
        assertThatThrownBy(() -> AirFile.open(folder.toString()))
                .isInstanceOf(AirFileException.class)
                .hasMessageEndingWith(": is no regular file");
    }

    @Test
    void fileOfTheUser_isRead() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), "devices:\n" + A);

        assertThat(AirFile.open(file.toString()).devices()).hasSize(1);
    }

    private static AirDevice device(String settings) {
        return AirFile.parse("devices:\n" + A + settings, "t.yaml").devices().get(0);
    }

    @ParameterizedTest
    @Timeout(30)
    @ValueSource(strings = {"air.yaml", "air.jsonl", "air.jsonl,speed=10"})
    void pipe_isNoAir_andIsTold(String name) throws Exception {
        Path pipe = folder.resolve(name.replaceAll(",.*", ""));
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(() -> AirFile.open(folder.resolve(name).toString()))
                .isInstanceOf(AirFileException.class)
                .message()
                .hasLineCount(1)
                .startsWith(pipe + ": ");
    }
}
