// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.KeyKind;
import org.ravning.profile.api.ThingAdministration;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingOptions;
import org.ravning.things.key.KeyVault;
import org.ravning.things.record.ThingRecords;
import org.ravning.things.setting.ThingSettings;

/** Whatever a request brings, the files of things and keys keep their lines, and say of others what they said. */
class HostileTextTest {
    private static final String METER = "meter-000001";
    private static final String KEY = "00112233445566778899aabbccddeeff";
    private static final List<String> THINGS =
            List.of("a4c138000002.name = other", "a4c138000002.dead_band.temperature = 0.5");
    private static final List<String> KEYS = List.of("A4:C1:38:00:00:02 = " + KEY);
    private static final Map<String, BiConsumer<ThingAdministration, String>> REQUESTS = Map.of(
            "rename a thing", (all, text) -> all.rename(text, "hall"),
            "rename to", (all, text) -> all.rename(METER, text),
            "remove", (all, text) -> all.remove(text, true),
            "options of a thing", (all, text) -> all.setOptions(text, ThingOptions.NONE.withOptimistic(true)),
            "dead band", (all, text) -> all.setOptions(METER, band(text)),
            "model", (all, text) -> all.setOptions(METER, ThingOptions.NONE.withModel(text)),
            "permit an address", (all, text) -> all.permit(DeviceId.parse(text)),
            "permit a beacon", (all, text) -> all.permit(new ThingId(text)),
            "key of", (all, text) -> all.setKey(text, KeyKind.IRK, KEY),
            "key", (all, text) -> all.setKey(METER, KeyKind.BIND, text));

    @TempDir
    private Path folder;

    private House house = new House();

    private static ThingOptions band(String property) {
        return ThingOptions.NONE.withDeadBands(Map.of(property, BigDecimal.ONE));
    }

    static Stream<Arguments> requests() {
        List<String> begins = List.of("temperature", "a4c138000001", "private-a", KEY);
        List<String> texts = new ArrayList<>(List.of("", " ", "#", "!", "=", ":", "\\"));
        for (String begin : begins) {
            for (String mark :
                    List.of("\n", "\r\n", "\r", "\u0085", "\u2028", "\u0000", "\u000b", "\\\n", "\\u000a", "=", ":")) {
                texts.add(begin + mark + "a4c138000002.name = taken");
                texts.add(mark + begin);
                texts.add(begin + mark);
            }
            texts.add(" " + begin + " ");
            texts.add("#" + begin);
            texts.add(begin + "\ud800");
            texts.add(begin + "x".repeat(100_000));
        }
        return REQUESTS.keySet().stream()
                .sorted()
                .flatMap(request -> texts.stream().map(text -> Arguments.of(request, text)));
    }

    @BeforeEach
    void start() throws IOException {
        house.close();
        Files.write(folder.resolve("things.properties"), THINGS);
        Files.write(folder.resolve("keys"), KEYS);
        folder.resolve("keys").toFile().setReadable(false, false);
        folder.resolve("keys").toFile().setReadable(true, true);
        folder.resolve("keys").toFile().setWritable(false, false);
        folder.resolve("keys").toFile().setWritable(true, true);
        house = new House(
                ThingSettings.DEFAULT.withKeys(KeyVault.in(folder.resolve("keys"), false, problem -> {})),
                ThingRecords.in(folder.resolve("things.properties")));
        house.registry.add(new FakeBroadcast("fake", 10, "Meter"));
        house.hear(House.DEVICE, "0115");
    }

    @AfterEach
    void end() {
        house.close();
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("requests")
    void request_withAnyText_keepsTheLinesOfOthers_andAddsOneOfItsOwn(String request, String text) throws IOException {
        assertThat(house.registry.find(METER)).isPresent();
        List<String> refusals = new ArrayList<>();

        for (int i = 0; i < 3; i++) {
            try {
                REQUESTS.get(request).accept(house.registry.administration(), text);
            } catch (IllegalArgumentException e) {
                refusals.add(String.valueOf(e.getMessage()));
            }
        }

        assertThat(refusals)
                .allMatch(line -> line.length() < 300 && line.lines().count() == 1);
        assertThat(others("things.properties")).isEqualTo(THINGS);
        assertThat(others("keys")).isEqualTo(KEYS);
        assertThat(Files.readAllLines(folder.resolve("things.properties"))).hasSizeLessThanOrEqualTo(4);
        assertThat(Files.readAllLines(folder.resolve("keys"))).hasSizeLessThanOrEqualTo(2);
        assertThat(ThingRecords.in(folder.resolve("things.properties"))
                        .of(new ThingId("a4c138000002"))
                        .name())
                .isEqualTo("other");
    }

    private List<String> others(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file)).stream()
                .filter(line ->
                        line.toLowerCase(java.util.Locale.ROOT).replace(":", "").startsWith("a4c138000002"))
                .toList();
    }
}
