// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ravning.api.Bytes;
import org.ravning.api.health.Health;
import org.ravning.mqtt.transport.ConnectFailure;
import org.ravning.mqtt.transport.Endpoint;
import org.ravning.mqtt.transport.Message;
import org.ravning.testkit.ManualTime;

class SessionTest {
    private static final Message BIRTH = new Message("state", Bytes.ofUtf8("online"), 1, true);
    private static final Message WILL = new Message("state", Bytes.ofUtf8("offline"), 1, true);

    private final ManualTime time = new ManualTime();
    private final List<FakeTransport> transports = new ArrayList<>();
    private final Session session = new Session(
            new BrokerChoice(URI.create("tcp://broker:1883"), "test", Optional::empty, Endpoint.Tls.DEFAULT),
            (endpoint, will, listener) -> {
                FakeTransport made = new FakeTransport(listener);
                transports.add(made);
                return made;
            },
            new Session.Dialogue(BIRTH, WILL, List.of("#"), message -> {}),
            Outbox.Limits.DEFAULT,
            new Counters(),
            time.clock(),
            time.scheduler());

    private FakeTransport newest() {
        return transports.get(transports.size() - 1);
    }

    private void connect() {
        newest().connecting.complete(null);
        time.runDue();
    }

    private void fail() {
        newest().connecting.completeExceptionally(new ConnectFailure("refused", null));
        time.runDue();
    }

    @Test
    void clientThatDoesNotHear_isLetGoWithoutGoodBye_andConnectsAnew() {
        session.start();
        time.runDue();
        connect();
        FakeTransport deaf = newest();
        deaf.hearing = false;
        time.advance(Duration.ofSeconds(5));

        assertThat(deaf.closed).isTrue();
        assertThat(deaf.patience)
                .as("a good-bye would keep the broker from publishing the will")
                .isZero();
        assertThat(session.health().level()).isEqualTo(Health.Level.ERROR);
        assertThat(session.health().summary()).isEqualTo("broker at tcp://broker:1883 lost: its messages are not read");
        time.advance(Duration.ofSeconds(2));
        assertThat(transports).hasSize(2);
    }

    @Test
    void refused_triesAgain_afterOneSecond_thenTwiceAsLong_atMostThirty() {
        session.start();
        time.runDue();
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            fail();
            assertThat(session.health().summary()).isEqualTo("refused");
            int before = transports.size();
            long seconds = 0;
            while (transports.size() == before) {
                time.advance(Duration.ofSeconds(1));
                seconds++;
            }
            delays.add(seconds);
        }
        assertThat(delays).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
        assertThat(transports.get(0).closed).isTrue();
    }

    @Test
    void brokerThatNeverAnswers_isGivenUp() {
        session.start();
        time.advance(Duration.ofSeconds(15));

        assertThat(session.health().level()).isEqualTo(Health.Level.ERROR);
        assertThat(session.health().summary()).isEqualTo("broker at tcp://broker:1883 does not answer");
        assertThat(transports.get(0).closed).isTrue();
    }

    @Test
    void lateAnswerOfAnAbandonedAttempt_isIgnored() {
        session.start();
        time.advance(Duration.ofSeconds(15));
        transports.get(0).connecting.complete(null);
        time.runDue();

        assertThat(session.isConnected()).isFalse();
    }

    @Test
    void lostAfterAStableTime_triesAgainAfterOneSecond_andPublishesTheNewest() {
        session.start();
        time.runDue();
        fail();
        time.advance(Duration.ofSeconds(1));
        connect();
        session.publisher().retain("a", Bytes.ofUtf8("1"));
        time.advance(Duration.ofMinutes(1));
        newest().listener.onLost(new ConnectFailure("gone", null));
        time.runDue();
        session.publisher().retain("a", Bytes.ofUtf8("2"));
        session.publisher().retain("a", Bytes.ofUtf8("3"));

        time.advance(Duration.ofSeconds(1));
        connect();

        assertThat(newest().published)
                .extracting(message -> message.topic() + "=" + message.payload().utf8())
                .containsExactlyInAnyOrder("a=3", "state=online");
    }

    @Test
    void publishWithoutAnswer_isSentAgainOnTheNextConnection() {
        session.start();
        time.runDue();
        connect();
        FakeTransport first = newest();
        first.answers = false;
        session.publisher().send("event", Bytes.ofUtf8("press"));
        time.runDue();
        first.acknowledgements
                .get(first.acknowledgements.size() - 1)
                .completeExceptionally(new ConnectFailure("gone", null));
        time.runDue();

        time.advance(Duration.ofSeconds(1));
        connect();

        assertThat(newest().published).extracting(Message::topic).contains("event");
    }

    @Test
    void inFlight_isBounded() {
        session.start();
        time.runDue();
        newest().answers = false;
        connect();
        for (int i = 0; i < 500; i++) {
            session.publisher().retain("t" + i, Bytes.ofUtf8("1"));
        }
        time.runDue();

        assertThat(newest().published).hasSize(64);
        newest().acknowledgements.forEach(each -> each.complete(null));
        time.runDue();
        assertThat(newest().published).hasSize(128);
    }

    @Test
    void brokerThatDropsWhatWePublish_isToldOn_andTheEchoEndsIt() {
        session.start();
        time.runDue();
        connect();
        assertThat(session.health().level()).isEqualTo(Health.Level.OK);

        time.advance(Duration.ofSeconds(5));

        assertThat(session.health().level()).isEqualTo(Health.Level.WARN);
        assertThat(session.health().summary())
                .isEqualTo("broker at tcp://broker:1883 does not pass on what we publish to state:"
                        + " its access list must let anybody read and write there");

        newest().listener.onMessage(new Message("state", BIRTH.payload(), 1, false));
        time.runDue();
        assertThat(session.health().level()).isEqualTo(Health.Level.OK);
        assertThat(session.health().summary()).isEqualTo("connected to the broker at tcp://broker:1883");
    }

    @Test
    void ownBirthHeard_allIsWell() {
        session.start();
        time.runDue();
        connect();
        newest().listener.onMessage(new Message("state", Bytes.ofUtf8("offline"), 1, true));
        newest().listener.onMessage(new Message("state", BIRTH.payload(), 1, false));
        time.advance(Duration.ofSeconds(10));

        assertThat(session.health().level()).isEqualTo(Health.Level.OK);
    }

    @Test
    void lostAtOnceThreeTimes_asksForAnotherClientOfThatId_andWaitsLong() {
        session.start();
        time.runDue();
        for (int i = 0; i < 3; i++) {
            connect();
            newest().listener.onLost(new ConnectFailure("it closed the connection", null));
            time.runDue();
            time.advance(Duration.ofSeconds(4));
        }

        assertThat(session.health().summary())
                .isEqualTo("it closed the connection; does another client use the id test?");
        assertThat(transports).hasSize(3);
        time.advance(Duration.ofSeconds(26));
        assertThat(transports).hasSize(4);
    }

    @Test
    void takeoverThatTheBrokerTells_isNotFought() {
        session.start();
        time.runDue();
        connect();
        newest().listener.onLost(ConnectFailure.takeover("another client took over", null));
        time.runDue();

        assertThat(session.health().summary()).isEqualTo("another client took over");
        time.advance(Duration.ofSeconds(29));
        assertThat(transports).hasSize(1);
        time.advance(Duration.ofSeconds(1));
        assertThat(transports).hasSize(2);
    }
}
