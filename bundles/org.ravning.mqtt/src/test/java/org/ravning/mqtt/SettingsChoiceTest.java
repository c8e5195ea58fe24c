// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.mqtt.SettingsChoice.Chosen;

/** What is used when the settings that are written cannot be. */
class SettingsChoiceTest {
    private static final URI BROKER = URI.create("tcp://broker:1883");

    @TempDir
    private Path folder;

    private final AtomicReference<MqttSettings> lastGood = new AtomicReference<>();

    /** As the framework hands over a file with those lines. */
    private WrittenSettings file(String... pairs) {
        Map<String, Object> values = new HashMap<>(Map.of("service.pid", "org.ravning.mqtt"));
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return new WrittenSettings(values);
    }

    private static WrittenSettings nothing() {
        return new WrittenSettings(Map.of("component.name", "org.ravning.mqtt.MqttComponent"));
    }

    private Chosen choose(WrittenSettings written) {
        return choose(written, Overrides.NONE);
    }

    private Chosen choose(WrittenSettings written, Overrides overrides) {
        return new SettingsChoice(folder.resolve("mqtt.broker"), lastGood).choose(written, overrides);
    }

    private void restart() {
        lastGood.set(null);
    }

    @ParameterizedTest
    @CsvSource({
        "repeatSeconds, often, repeatSeconds=often is not a whole number",
        "repeatSeconds, -1, repeatSeconds=-1 is not within 0 to 86400",
        "leaseSeconds, 99999999999, leaseSeconds=99999999999 is not a whole number",
        "leaseSeconds, 3, leaseSeconds=3 is not within 4 to 300",
        "commandSeconds, 1e3, commandSeconds=1e3 is not a whole number",
        "maxCommandSize, 1, maxCommandSize=1 is not within 256 to 1048576",
        "homieWills, 1001, homieWills=1001 is not within 0 to 1000",
        "advertisementInterval, '', advertisementInterval= is not a whole number",
        "advertisementMinRssi, 21, advertisementMinRssi=21 is not within -128 to 20",
        "advertisements, yes, advertisements=yes is not true or false",
    })
    void badNumberAtTheStart_isNamed_andItsDefaultHolds(String key, String value, String fault) {
        Chosen chosen = choose(file("url", "tcp://broker", key, value));

        assertThat(chosen.fault()).isEqualTo(fault);
        assertThat(chosen.settings()).isNotNull();
        assertThat(chosen.settings().broker()).isEqualTo(BROKER);
        assertThat(chosen.settings().repeat()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void twoBadNumbers_areBothNamed() {
        assertThat(choose(file("repeatSeconds", "x", "homieWills", "y")).fault().split("; "))
                .containsExactlyInAnyOrder(
                        "repeatSeconds=x is not a whole number", "homieWills=y is not a whole number");
    }

    @Test
    void badNumberFromTheEnvironment_isNamed_andItsDefaultHolds() {
        Overrides overrides = new Overrides(name -> null, Map.of("RAVNING_MQTT_LEASE_SECONDS", "soon")::get);

        Chosen chosen = choose(file("gateway", "attic"), overrides);

        assertThat(chosen.fault()).isEqualTo("leaseSeconds is a whole number, not \"soon\"");
        assertThat(chosen.settings().told()).containsEntry("lease_seconds", 20L);
    }

    @ParameterizedTest
    @CsvSource({
        "url, http://broker",
        "repeatSeconds, x",
        "gattAccess, everything",
        "gattAllow, 'xyz'",
        "discoveryForm, entity",
        "mqttVersion, 4",
    })
    void badSettingLater_lastGoodHold(String key, String value) {
        MqttSettings good = choose(file("url", "tcp://broker", "gattAccess", "off", "repeatSeconds", "7"))
                .settings();
        Map<String, String> now = new HashMap<>(Map.of("url", "tcp://other", "repeatSeconds", "8"));
        now.put(key, value);

        Chosen chosen = choose(file(now.entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                .toArray(String[]::new)));

        assertThat(chosen.settings()).isSameAs(good);
        assertThat(chosen.fault()).isNotEmpty();
        assertThat(choose(file("url", "tcp://other")).settings().broker()).hasHost("other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"url", "gattAccess", "mqttVersion", "baseTopic"})
    void badWordAtTheStart_hasNoSafeDefault_soItIsOff(String key) {
        Chosen chosen = choose(file(key, "http://+"));

        assertThat(chosen.settings()).isNull();
        assertThat(chosen.fault()).isNotEmpty();
    }

    @Test
    void fileThatIsGone_lastGoodHold_andAfterARestartItIsOff() {
        MqttSettings good = choose(file("url", "tcp://harald:secret@broker")).settings();

        assertThat(choose(nothing()).settings()).isSameAs(good);
        restart();
        Chosen chosen = choose(nothing());
        assertThat(chosen.settings()).isNull();
        assertThat(chosen.fault())
                .isEqualTo("org.ravning.mqtt.cfg is missing, empty or cannot be read, and the broker was"
                        + " tcp://broker:1883: the embedded broker is not opened in its place");
    }

    @Test
    void fileThatIsEmptied_countsAsGone() throws Exception {
        Path emptied = Files.createFile(folder.resolve("org.ravning.mqtt.cfg"));
        choose(file("url", "tcp://broker"));
        restart();

        assertThat(choose(file("felix.fileinstall.filename", emptied.toUri().toString()))
                        .settings())
                .isNull();
        Files.writeString(emptied, "# url =\n");
        assertThat(choose(file("felix.fileinstall.filename", emptied.toUri().toString()))
                        .settings())
                .isNotNull();
    }

    @Test
    void fileWithoutUrl_isTheEmbeddedBroker_fromThenOn() {
        choose(file("url", "tcp://broker"));
        assertThat(choose(file("repeatSeconds", "5")).settings().broker()).isNull();
        restart();

        Chosen chosen = choose(nothing());

        assertThat(chosen.fault()).isEmpty();
        assertThat(chosen.settings().broker()).isNull();
    }

    @Test
    void nothingWrittenEver_isTheEmbeddedBroker() {
        assertThat(choose(nothing()).fault()).isEmpty();
        assertThat(choose(nothing()).settings().broker()).isNull();
    }

    @Test
    void rememberedBroker_hasNoSecret() throws Exception {
        choose(file("url", "tcp://harald:secret@broker"));

        assertThat(folder.resolve("mqtt.broker")).hasContent("tcp://broker:1883\n");
    }
}
