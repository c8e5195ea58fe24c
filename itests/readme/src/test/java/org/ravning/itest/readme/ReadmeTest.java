// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.api.AdapterId;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceId;
import org.ravning.api.Ravning;
import org.ravning.api.RavningOptions;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;

class ReadmeTest {
    private static final Path SOURCES = Path.of("src/main/java/org/ravning/itest/readme");
    private static final Path README = Path.of("../../README.md");

    @ParameterizedTest
    @ValueSource(strings = {"ReadTemperature.java", "AcmeThermometer.java"})
    void readme_quotesTheExampleThatIsCompiled(String file) throws IOException {
        String quoted = Files.readString(SOURCES.resolve(file))
                .lines()
                .dropWhile(line -> !line.endsWith("// README begins"))
                .skip(1)
                .takeWhile(line -> !line.endsWith("// README ends"))
                .collect(Collectors.joining("\n"))
                .stripIndent();
        assertThat(quoted).hasLineCount(file.startsWith("Read") ? 9 : 31);
        assertThat(Files.readString(README)).contains(quoted);
    }

    @Test
    void example_againstTheSimulatedAir_printsATemperature() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (Ravning ble = Ravning.open(new RavningOptions(Set.of("sim"), Map.of()))) {
            ReadTemperature.run(ble, new PrintStream(printed, true, StandardCharsets.UTF_8));
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).matches("Weather station: -?\\d+\\.\\d+ °C\\R");
    }

    @Test
    void profileExample_decodesItsOwnFrameAndRefusesAnother() {
        AcmeThermometer profile = new AcmeThermometer();
        Decoded decoded = profile.decode(heard("ca09"), DecodeContext.NONE);
        assertThat(((Decoded.Readings) decoded).readings().get(0).value()).hasToString("25.06");
        assertThat(profile.decode(heard("ca0900"), DecodeContext.NONE)).isInstanceOf(Decoded.Malformed.class);
    }

    private static Advertisement heard(String hex) {
        return new Advertisement(
                DeviceId.parse("AA:BB:CC:DD:EE:FF"),
                new AdapterId("sim", "sim0"),
                Instant.EPOCH,
                -60,
                false,
                AdvertisingData.builder()
                        .serviceData(BleUuid.of(0xffa1), Bytes.ofHex(hex))
                        .build());
    }
}
