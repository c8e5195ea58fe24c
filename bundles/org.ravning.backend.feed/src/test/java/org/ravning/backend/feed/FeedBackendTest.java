// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.AdapterState;
import org.ravning.api.AddressType;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleException;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.BleUnsupportedException;
import org.ravning.api.Bytes;
import org.ravning.api.Capability;
import org.ravning.api.DeviceAddress;
import org.ravning.api.ScanMode;
import org.ravning.backend.feed.broker.FeedListener;
import org.ravning.spi.AdvertisementReport;
import org.ravning.spi.BackendEvents;
import org.ravning.spi.Radio;
import org.ravning.spi.RadioEvents;
import org.ravning.spi.RadioScan;
import org.ravning.testkit.Await;
import org.ravning.testkit.ManualTime;

class FeedBackendTest {
    private static final Instant NOW = ManualTime.START;

    private final ManualTime clock = new ManualTime();
    private final Recorder recorder = new Recorder();
    private FeedBackend backend = backend("sources", "theengs, ruuvi, ravning", "maxGateways", 2);
    private FeedListener broker = backend.listener(recorder);

    @AfterEach
    void stop() {
        backend.stop();
    }

    private FeedBackend backend(Object... settings) {
        return new FeedBackend(
                FeedSettings.of(config(settings), name -> null, name -> null), () -> "me", clock.clock());
    }

    private void use(Object... settings) {
        backend = backend(settings);
        broker = backend.listener(recorder);
    }

    static FeedConfig config(Object... settings) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put((String) settings[i], settings[i + 1]);
        }
        return (FeedConfig) Proxy.newProxyInstance(
                FeedConfig.class.getClassLoader(),
                new Class<?>[] {FeedConfig.class},
                (proxy, method, arguments) -> map.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    /** What core would be told. */
    private static final class Recorder implements BackendEvents, RadioEvents {
        final List<Radio> radios = new ArrayList<>();
        final List<String> heard = new ArrayList<>();
        final List<BackendStatus> statuses = new ArrayList<>();

        @Override
        public void radioAdded(Radio radio) {
            radios.add(radio);
            radio.startScan(new RadioScan(ScanMode.ACTIVE, Set.of()), this);
        }

        @Override
        public void radioChanged(Radio radio) {
            throw new AssertionError("radios do not change");
        }

        @Override
        public void radioRemoved(Radio radio, BleUnavailableException cause) {
            radios.remove(radio);
            heard.add("gone: " + cause.getMessage());
        }

        @Override
        public void status(BackendStatus status) {
            statuses.add(status);
        }

        @Override
        public void advertisement(AdvertisementReport report) {
            heard.add(report.device().text());
        }

        @Override
        public void malformed(String why) {
            throw new AssertionError(why);
        }

        @Override
        public void scanStopped(BleException cause) {
            throw new AssertionError(cause);
        }
    }

    private void theengs(String gateway, String device) {
        say("home/" + gateway + "/BTtoMQTT/undecoded", "{\"id\":\"" + device + "\",\"manufacturerdata\":\"ffff00\"}");
    }

    private void ravning(String gateway, Instant time) {
        say(
                "ravning/advertisement/c25a10000008",
                "{\"device\":\"C2:5A:10:00:00:08\",\"gateway\":\"" + gateway + "\",\"time\":\"" + time + "\"}");
    }

    private void say(String topic, String payload) {
        broker.onMessage(topic, Bytes.ofUtf8(payload), false);
    }

    private long count(String counter) {
        return backend.health().counters().get(counter);
    }

    @Test
    void gatewayThatIsHeard_isARadioThatOnlyScans() throws Exception {
        theengs("attic", "AA:BB:CC:DD:EE:01");
        theengs("attic", "AA:BB:CC:DD:EE:02");

        assertThat(recorder.radios).hasSize(1);
        Radio radio = recorder.radios.get(0);
        assertThat(radio.id()).hasToString("feed/attic");
        assertThat(radio.label()).isEqualTo("gateway attic (theengs)");
        assertThat(radio.capabilities())
                .contains(Capability.ACTIVE_SCAN, Capability.PASSIVE_SCAN)
                .doesNotContain(Capability.CENTRAL, Capability.PAIRING);
        assertThat(recorder.heard).containsExactly("AA:BB:CC:DD:EE:01", "AA:BB:CC:DD:EE:02");
        DeviceAddress device = DeviceAddress.of("AABBCCDDEE01", AddressType.RANDOM);
        assertThat(Await.failure(radio.openLink(device, null).link())).isInstanceOf(BleUnsupportedException.class);
    }

    @Test
    void gatewayThatIsSilent_leaves_andReturns() {
        theengs("attic", "AA:BB:CC:DD:EE:01");
        theengs("cellar", "AA:BB:CC:DD:EE:01");
        Radio attic = recorder.radios.get(0);
        clock.advance(Duration.ofSeconds(299));
        theengs("cellar", "AA:BB:CC:DD:EE:02");
        clock.advance(Duration.ofSeconds(2));
        backend.sweep(recorder);

        assertThat(recorder.radios).extracting(Radio::toString).containsExactly("feed/cellar");
        assertThat(attic.state()).isEqualTo(AdapterState.GONE);
        assertThat(recorder.heard).contains("gone: gateway attic was silent for 300 s");

        theengs("attic", "AA:BB:CC:DD:EE:03");
        assertThat(recorder.radios).hasSize(2);
        assertThat(recorder.radios.get(1)).isNotSameAs(attic);
    }

    @Test
    void moreGatewaysThanAllowed_areCountedAndNotHeard() {
        theengs("a", "AA:BB:CC:DD:EE:01");
        theengs("b", "AA:BB:CC:DD:EE:02");
        theengs("c", "AA:BB:CC:DD:EE:03");

        assertThat(recorder.radios).hasSize(2);
        assertThat(recorder.heard).hasSize(2);
        assertThat(count("refused")).isEqualTo(1);
    }

    @Test
    void whatThisGatewayPublished_neverComesBack() {
        ravning("me", NOW);
        ravning("other", NOW);

        assertThat(recorder.radios).extracting(Radio::toString).containsExactly("feed/other");
        assertThat(recorder.heard).hasSize(1);
        assertThat(count("own")).isEqualTo(1);
    }

    @Test
    void oldAdvertisement_andOneFromAClockThatIsWrong_areDropped() {
        ravning("other", NOW.minusSeconds(91));
        ravning("other", NOW.plusSeconds(91));
        assertThat(recorder.heard).isEmpty();

        ravning("other", NOW.minusSeconds(89));
        ravning("other", NOW.plusSeconds(60));

        assertThat(recorder.heard).hasSize(2);
        assertThat(count("stale")).isEqualTo(2);
    }

    @Test
    void retainedMessage_isDropped() {
        broker.onMessage(
                "home/a/BTtoMQTT/x",
                Bytes.ofUtf8("{\"id\":\"AA:BB:CC:DD:EE:01\",\"manufacturerdata\":\"ffff00\"}"),
                true);

        assertThat(recorder.radios).isEmpty();
        assertThat(count("retained")).isEqualTo(1);
    }

    @Test
    void flood_isDroppedBeyondTheRate_andOverInTheNextSecond() {
        use("sources", "theengs", "maxPerSecond", 10);
        for (int i = 0; i < 1000; i++) {
            theengs("a", "AA:BB:CC:DD:EE:01");
        }
        assertThat(recorder.heard).hasSize(10);
        assertThat(count("dropped")).isEqualTo(990);

        clock.advance(Duration.ofSeconds(1));
        theengs("a", "AA:BB:CC:DD:EE:01");

        assertThat(recorder.heard).hasSize(11);
    }

    @Test
    void malformedMessages_areCounted_andCostNobodyElseAnything() {
        say("home/a/BTtoMQTT/x", "nonsense");
        say("ruuvi/a/aabbccddeeff", "{}");
        say("ravning/advertisement/x", "{\"device\":[]}");
        theengs("a", "AA:BB:CC:DD:EE:01");

        assertThat(recorder.heard).hasSize(1);
        assertThat(count("malformed")).isEqualTo(3);
    }

    @Test
    void brokerThatIsLost_isTold_andTheRadiosStayUntilTheyAreSilent() {
        broker.onConnected("");
        theengs("a", "AA:BB:CC:DD:EE:01");
        broker.onDisconnected("broker at tcp://x:1883: refused");

        assertThat(recorder.statuses.get(0).isOk()).isTrue();
        assertThat(recorder.statuses.get(1).message()).isEqualTo("broker at tcp://x:1883: refused");
        assertThat(recorder.radios).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "home/+/BTtoMQTT/# | home/x/BTtoMQTT/1/2 | true",
                "home/+/BTtoMQTT/# | home/x/BTtoMQTT | true",
                "home/+/BTtoMQTT/# | home/x/SYStoMQTT | false",
                "ruuvi/+/+ | ruuvi/a/b | true",
                "ruuvi/+/+ | ruuvi/a/b/c | false",
                "# | anything/at/all | true",
                "a.c/+ | abc/d | false",
            })
    void topicFilter_admitsAsTheBrokerDoes(String filter, String topic, boolean admits) {
        assertThat(FeedSource.parse("ruuvi " + filter).get(0).admits(topic)).isEqualTo(admits);
    }

    @ParameterizedTest
    @CsvSource({"tasmota", "ruuvi a/#/b", "ruuvi a+/b", "ruuvi a b"})
    void sourceThatCannotBeUsed_isTold(String sources) {
        assertThatThrownBy(() -> FeedSource.parse(sources))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("sources: ");
    }

    @Test
    void settingsFromOutside_goBeforeTheFile_andThoseOfTheFeedBeforeThoseOfTheBridge() {
        Map<String, String> environment = Map.of("RAVNING_MQTT_URL", "tcp://bridge", "RAVNING_MQTT_USER", "u");
        FeedSettings bridge = FeedSettings.of(config("url", "tcp://file"), name -> null, environment::get);
        FeedSettings own = FeedSettings.of(
                config("url", "tcp://file"), Map.of("ravning.feed.url", "ssl://own")::get, environment::get);

        assertThat(bridge.broker().uri()).hasToString("tcp://bridge:1883");
        assertThat(bridge.broker().user()).isEqualTo("u");
        assertThat(own.broker().uri()).hasToString("ssl://own:8883");
        assertThat(FeedSettings.of(config(), name -> null, name -> null)
                        .broker()
                        .uri())
                .hasToString("tcp://127.0.0.1:1883");
    }

    @Test
    void addressWithAPassword_isNotShown() {
        FeedSettings settings = FeedSettings.of(config("url", "tcp://u:secret@host"), name -> null, name -> null);

        assertThat(settings.toString()).doesNotContain("secret").contains("tcp://host:1883");
        assertThat(settings.broker().password()).isEqualTo("secret");
        assertThatThrownBy(() -> FeedSettings.of(config("url", "tcp://u:sec ret@host"), name -> null, name -> null))
                .hasMessageNotContaining("ret");
    }
}
