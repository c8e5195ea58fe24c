// SPDX-License-Identifier: Apache-2.0
package org.ravning.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.DeviceId;
import org.ravning.api.health.Health;
import org.ravning.profile.api.Availability;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingState;
import org.ravning.profile.api.Unit;
import org.ravning.profile.api.Value;

class AnnouncerTest {
    private static final Property TEMPERATURE =
            Property.number("temperature", "Temperature", Unit.CELSIUS, "temperature");
    private static final Thing THING = new Thing(
            new ThingId("aabbccddeeff"),
            "tag-ddeeff",
            DeviceId.parse("AA:BB:CC:DD:EE:FF"),
            DeviceModel.of("Ruuvi", "Tag"),
            List.of("ruuvi"),
            List.of(TEMPERATURE));

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Announcer announcer = new Announcer(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void thing_isToldOnceWithItsFirstReading() {
        announcer.onThing(THING);
        announcer.onState(THING, state(2506), Set.of("temperature"));
        announcer.onState(THING, state(2507), Set.of("temperature"));
        assertThat(lines())
                .containsExactly("  thing    tag-ddeeff (Ruuvi Tag, AA:BB:CC:DD:EE:FF): temperature 25.06 °C");
    }

    @Test
    void thingThatWasNotToldYet_leavesInSilence() {
        announcer.onThingRemoved(THING);
        announcer.onAvailability(THING, Availability.OFFLINE);
        assertThat(lines()).isEmpty();
    }

    @Test
    void partThatStaysAsItIs_isToldOnce() {
        Health connected = new Health(Health.Level.OK, "connected to tcp://127.0.0.1:1883", Map.of());
        announcer.part("mqtt", new Health(Health.Level.WARN, "connecting", Map.of()));
        announcer.part("mqtt", connected);
        announcer.part("mqtt", connected);
        assertThat(lines()).hasSize(3);
        assertThat(lines().get(1)).isEqualTo("  mqtt     connected to tcp://127.0.0.1:1883");
        assertThat(lines().get(2)).startsWith("  next     mosquitto_sub");
    }

    @Test
    void brokerElsewhere_isNamedInTheNextStep() {
        announcer.part("mqtt", new Health(Health.Level.OK, "connected to tcp://home.example:18830 as x", Map.of()));
        assertThat(lines().get(1)).startsWith("  next     mosquitto_sub -h home.example -p 18830 -t 'ravning/#' -v");
    }

    @Test
    void noBluetooth_isToldInOneLineThatSaysWhatWasLookedFor() {
        announcer.onBackendStatus(new BackendStatus(
                "bluez", BleUnavailableException.Reason.NO_SERVICE, "no D-Bus at /run/x", "install bluez"));
        assertThat(lines())
                .containsExactly("  adapter  none: no D-Bus at /run/x; install bluez; waiting for one to appear");
    }

    @Test
    void hostileText_isHarmless() {
        announcer.part("mqtt", new Health(Health.Level.ERROR, "\u001b[2J" + "x".repeat(1000), Map.of()));
        assertThat(lines().get(0)).doesNotContain("\u001b").hasSizeLessThan(320);
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static ThingState state(long hundredths) {
        return new ThingState(
                Map.of("temperature", new ThingState.TimedValue(Value.scaled(hundredths, 2), Instant.EPOCH)),
                Availability.ONLINE,
                -60,
                Instant.EPOCH);
    }
}
