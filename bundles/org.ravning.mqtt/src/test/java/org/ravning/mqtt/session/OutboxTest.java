// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ravning.api.Bytes;
import org.ravning.testkit.ManualTime;

class OutboxTest {
    private final ManualTime time = new ManualTime();
    private final Counters counters = new Counters();
    private final Outbox outbox =
            new Outbox(time.clock(), new Outbox.Limits(3, 2, 10, Duration.ofSeconds(60)), counters, () -> {});

    private static Bytes bytes(String text) {
        return Bytes.ofUtf8(text);
    }

    private List<String> pollAll() {
        List<String> all = new ArrayList<>();
        for (Outbox.Outgoing next = outbox.poll(); next != null; next = outbox.poll()) {
            all.add(next.message().topic() + "=" + next.message().payload().utf8());
        }
        return all;
    }

    @Test
    void states_newestOfEach_inOrderOfTheFirst() {
        outbox.retain("a", bytes("1"));
        outbox.retain("b", bytes("1"));
        outbox.retain("a", bytes("2"));

        assertThat(pollAll()).containsExactly("a=2", "b=1");
    }

    @Test
    void sameState_isNotSentAgain_untilConnectedAgain() {
        outbox.retain("a", bytes("1"));
        pollAll();
        outbox.retain("a", bytes("1"));
        assertThat(pollAll()).isEmpty();

        outbox.opened();

        assertThat(pollAll()).containsExactly("a=1");
    }

    @Test
    void clearedState_isEmptyOnce_notSentAgain() {
        outbox.retain("a", bytes("1"));
        outbox.clear("a");
        outbox.clear("never there");

        assertThat(pollAll()).containsExactly("a=");
        outbox.opened();
        assertThat(pollAll()).isEmpty();
    }

    @Test
    void clearedWhileAway_isStillClearedLater() {
        outbox.retain("a", bytes("1"));
        pollAll();
        outbox.clear("a");

        outbox.opened();

        assertThat(pollAll()).containsExactly("a=");
    }

    @Test
    void events_areBounded_newestDropped_counted() {
        outbox.send("e", bytes("1"));
        outbox.send("e", bytes("2"));
        outbox.send("e", bytes("3"));

        assertThat(pollAll()).containsExactly("e=1", "e=2");
        assertThat(counters.get(Counter.DROPPED_EVENTS)).isEqualTo(1);
    }

    @Test
    void floodOnOneTopic_leavesRoomForOthers() {
        Outbox roomy =
                new Outbox(time.clock(), new Outbox.Limits(3, 100, 10, Duration.ofSeconds(60)), counters, () -> {});
        for (int i = 0; i < 1000; i++) {
            roomy.send("flood", bytes("1"));
        }
        roomy.send("other", bytes("1"));

        assertThat(roomy.waiting()).isEqualTo(26);
        assertThat(counters.get(Counter.DROPPED_EVENTS)).isEqualTo(975);
        for (int i = 0; i < 25; i++) {
            assertThat(roomy.poll().message().topic()).isEqualTo("flood");
        }
        assertThat(roomy.poll().message().topic()).isEqualTo("other");
        roomy.send("flood", bytes("2"));
        assertThat(roomy.waiting()).as("room again").isEqualTo(1);
    }

    @Test
    void events_haveAnAgeLimit() {
        outbox.send("e", bytes("old"));
        time.advance(Duration.ofSeconds(60));
        outbox.send("e", bytes("new"));

        assertThat(pollAll()).containsExactly("e=new");
        assertThat(counters.get(Counter.EXPIRED_EVENTS)).isEqualTo(1);
    }

    @Test
    void samples_onlyWhileConnected() {
        outbox.sample("s", bytes("1"));
        outbox.opened();
        outbox.sample("s", bytes("2"));
        outbox.closed();
        outbox.sample("s", bytes("3"));

        assertThat(pollAll()).containsExactly("s=2");
        assertThat(counters.get(Counter.DROPPED_SAMPLES)).isEqualTo(2);
    }

    @Test
    void putBack_keepsItsPlace_unlessNewerOrGone() {
        outbox.send("e", bytes("1"));
        outbox.retain("a", bytes("1"));
        Outbox.Outgoing event = outbox.poll();
        Outbox.Outgoing state = outbox.poll();
        outbox.send("e", bytes("2"));
        outbox.putBack(state);
        outbox.putBack(event);
        assertThat(pollAll()).containsExactly("e=1", "a=1", "e=2");

        outbox.retain("a", bytes("2"));
        outbox.putBack(state);
        assertThat(pollAll()).containsExactly("a=2");
        outbox.putBack(state);
        assertThat(pollAll()).isEmpty();
    }

    @Test
    void tooManyStates_tooLargePayload_areRefused() {
        outbox.retain("a", bytes("1"));
        outbox.retain("b", bytes("1"));
        outbox.retain("c", bytes("1"));
        outbox.retain("d", bytes("1"));
        outbox.retain("a", bytes("12345678901"));

        assertThat(pollAll()).containsExactly("a=1", "b=1", "c=1");
        assertThat(counters.get(Counter.REFUSED_STATES)).isEqualTo(2);
    }
}
