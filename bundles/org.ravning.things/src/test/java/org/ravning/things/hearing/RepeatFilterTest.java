// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ravning.api.AdvertisingData;
import org.ravning.api.Bytes;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.Property;

class RepeatFilterTest {
    private static final Event PRESS = Event.of(Property.event("button", "Button", "press"), "press");

    private final RepeatFilter filter = new RepeatFilter();
    private long now;

    private Novelty judge(@Nullable Long counter, @Nullable Integer packet, String payload, boolean event) {
        Decoded.Readings readings = new Decoded.Readings(
                DeviceModel.of(null, "Thing"), List.of(), event ? List.of(PRESS) : List.of(), counter, packet);
        AdvertisingData data = AdvertisingData.builder()
                .manufacturerData(1, Bytes.ofHex(payload))
                .build();
        return filter.judge(readings, data, now);
    }

    private Novelty counter(long counter) {
        return judge(counter, null, "00", false);
    }

    private Novelty packet(int packet) {
        return judge(null, packet, "00", true);
    }

    private Novelty event(String payload) {
        return judge(null, null, payload, true);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void counter_mustGrow() {
        assertThat(counter(1000)).isEqualTo(Novelty.NEW);
        assertThat(counter(1001)).isEqualTo(Novelty.NEW);
        assertThat(counter(1001)).as("sent several times").isEqualTo(Novelty.REPEATED);
        assertThat(counter(1000)).isEqualTo(Novelty.REPLAYED);
        pass(Duration.ofDays(1));
        assertThat(counter(100)).isEqualTo(Novelty.REPLAYED);
        assertThat(counter(4_294_967_295L)).isEqualTo(Novelty.NEW);
    }

    @Test
    void counterThatStartsAgain_isARestart_unlessItComesTooSoon() {
        counter(5000);
        assertThat(counter(3)).isEqualTo(Novelty.REPLAYED);
        pass(Duration.ofSeconds(5));
        assertThat(counter(3)).isEqualTo(Novelty.NEW);
        assertThat(counter(4)).isEqualTo(Novelty.NEW);
    }

    @Test
    void samePacketNumber_isTheSamePacket_asLongAsItGoesOn() {
        assertThat(packet(7)).isEqualTo(Novelty.NEW);
        for (int i = 0; i < 10; i++) {
            pass(Duration.ofSeconds(4));
            assertThat(packet(7)).isEqualTo(Novelty.REPEATED);
        }
        pass(Duration.ofMillis(4001));
        assertThat(packet(7)).as("256 packets later").isEqualTo(Novelty.NEW);
    }

    @Test
    void packetNumber_mayRunOver_andAnOlderOneComesLate() {
        packet(254);
        assertThat(packet(1)).isEqualTo(Novelty.NEW);
        assertThat(packet(255)).isEqualTo(Novelty.REPEATED);
        assertThat(packet(64)).isEqualTo(Novelty.NEW);
        assertThat(packet(128)).as("64 ahead is behind").isEqualTo(Novelty.REPEATED);
        pass(Duration.ofSeconds(5));
        assertThat(packet(0)).as("restarted").isEqualTo(Novelty.NEW);
    }

    @Test
    void packetNumberUnderANewCounter_isStillTheSamePacket() {
        assertThat(judge(1L, 9, "01", true)).isEqualTo(Novelty.NEW);
        assertThat(judge(2L, 9, "02", true)).isEqualTo(Novelty.REPEATED);
    }

    @Test
    void eventWithoutNumbers_isOneForTheSameBytesWithinAMoment() {
        assertThat(event("3a01")).isEqualTo(Novelty.NEW);
        pass(Duration.ofMillis(1500));
        assertThat(event("3a01")).isEqualTo(Novelty.EVENTS_REPEATED);
        pass(Duration.ofMillis(1500));
        assertThat(event("3a01")).isEqualTo(Novelty.EVENTS_REPEATED);
        assertThat(event("3a02")).isEqualTo(Novelty.NEW);
        pass(Duration.ofMillis(2001));
        assertThat(event("3a02")).isEqualTo(Novelty.NEW);
    }

    @Test
    void readingsWithoutNumbers_areAlwaysNew() {
        assertThat(judge(null, null, "01", false)).isEqualTo(Novelty.NEW);
        assertThat(judge(null, null, "01", false)).isEqualTo(Novelty.NEW);
    }
}
