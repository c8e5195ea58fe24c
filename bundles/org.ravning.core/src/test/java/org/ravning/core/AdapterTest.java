// SPDX-License-Identifier: Apache-2.0
package org.ravning.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ravning.api.AdapterListener;
import org.ravning.api.AdapterState;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleAdapter;
import org.ravning.api.BleConnection;
import org.ravning.api.BleException;
import org.ravning.api.BleUnavailableException.Reason;
import org.ravning.api.BleUnsupportedException;
import org.ravning.api.Capability;
import org.ravning.api.ConnectOptions;
import org.ravning.api.Subscription;
import org.ravning.api.health.Health;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.spi.Backend;
import org.ravning.spi.BackendEvents;
import org.ravning.testkit.Await;
import org.ravning.testkit.ThreadLeakCheck;
import org.ravning.testkit.fake.FakeBackend;
import org.ravning.testkit.fake.FakeRadio;

@ExtendWith(ThreadLeakCheck.class)
class AdapterTest {
    private final Core core = new Core(CoreThreads.system());
    private final List<String> log = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        core.close();
    }

    private final class Ear implements AdapterListener {
        @Override
        public void onAdapterAdded(BleAdapter adapter) {
            log.add("added " + adapter.id());
        }

        @Override
        public void onAdapterChanged(BleAdapter adapter) {
            log.add("changed " + adapter.id());
        }

        @Override
        public void onAdapterRemoved(BleAdapter adapter, BleException cause) {
            log.add("removed " + adapter.id() + " " + adapter.state());
        }

        @Override
        public void onBackendStatus(BackendStatus status) {
            log.add("status " + status.backend() + " " + status.reason());
        }
    }

    private void awaitLog(String... expected) {
        Await.until(List.of(expected) + ", not " + log, () -> log.equals(List.of(expected)));
    }

    private List<String> ids() {
        return core.adapters().all().stream()
                .map(adapter -> adapter.id().toString())
                .toList();
    }

    @Test
    void adapters_ofSeveralBackends_areInTheOrderOfTheirIdentities() throws Exception {
        FakeBackend second = new FakeBackend("b");
        second.plug("hci10");
        second.plug("hci2");
        FakeBackend first = new FakeBackend("a");
        first.plug("x");
        core.addBackend(second);
        core.addBackend(first);
        assertThat(core.adapters().awaitReady(Await.limit())).isTrue();
        assertThat(ids()).containsExactly("a/x", "b/hci2", "b/hci10");
        assertThat(core.adapters().backends())
                .extracting(BackendStatus::backend)
                .containsExactly("a", "b");
        first.power(first.radio("x"), false);
        assertThat(core.adapters().defaultAdapter())
                .get()
                .extracting(a -> a.id().name())
                .isEqualTo("hci2");
    }

    @Test
    void listener_hearsWhatIsThereAndEachChangeInOrder() throws Exception {
        FakeBackend backend = FakeBackend.with("hci0");
        core.addBackend(backend);
        core.adapters().awaitReady(Await.limit());
        Subscription listening = core.adapters().listen(new Ear());
        FakeRadio radio = backend.radio("hci0");
        backend.power(radio, false);
        backend.unplug(radio);
        backend.says(new BackendStatus("fake", Reason.NO_SERVICE, "gone", ""));
        core.removeBackend(backend);
        awaitLog(
                "status fake null",
                "added fake/hci0",
                "changed fake/hci0",
                "removed fake/hci0 GONE",
                "status fake NO_SERVICE",
                "status fake NO_BACKEND");
        listening.close();
        core.addBackend(backend);
        core.adapters().awaitReady(Await.limit());
        assertThat(log).hasSize(6);
    }

    @Test
    void adapter_thatLeft_isGoneForEver() throws Exception {
        FakeBackend backend = FakeBackend.with("hci0");
        core.addBackend(backend);
        core.adapters().awaitReady(Await.limit());
        BleAdapter old = core.adapters().all().get(0);
        FakeRadio radio = backend.radio("hci0");
        backend.unplug(radio);
        backend.power(radio, true);
        assertThat(old.state()).isEqualTo(AdapterState.GONE);
        backend.plug("hci0");
        assertThat(core.adapters().all()).hasSize(1).doesNotContain(old);
    }

    @Test
    void secondAdapterOfTheSameName_isIgnored() throws Exception {
        FakeBackend one = FakeBackend.with("hci0");
        FakeBackend two = FakeBackend.with("hci0");
        core.addBackend(one);
        core.adapters().awaitReady(Await.limit());
        core.addBackend(two);
        core.adapters().awaitReady(Await.limit());
        assertThat(ids()).containsExactly("fake/hci0");
        core.removeBackend(two);
        assertThat(ids()).containsExactly("fake/hci0");
    }

    @Test
    void awaitReady_silentBackend_saysNo() throws Exception {
        core.addBackend(FakeBackend.with("hci0").silent());
        assertThat(core.adapters().awaitReady(Duration.ofMillis(50))).isFalse();
    }

    @Test
    void awaitReady_withoutBackends_saysYes() throws Exception {
        assertThat(core.adapters().awaitReady(Duration.ofSeconds(1))).isTrue();
        assertThat(core.health().health().level()).isEqualTo(Health.Level.WARN);
    }

    @Test
    void connect_whileOnlyAnAdapterThatScansIsThere_waitsForTheBackendThatHasNotAnswered() throws Exception {
        FakeBackend feed = new FakeBackend("feed");
        feed.plug("remote", remote -> remote.lacks(Capability.CENTRAL));
        FakeBackend local = new FakeBackend("local").silent();
        core.addBackend(feed);
        core.addBackend(local);
        Await.until("the feed is there", () -> core.adapters().all().size() == 1);

        Await.Call<BleConnection> call =
                Await.inThread(() -> core.central().connect(CoreFixture.DEVICE, ConnectOptions.DEFAULT));
        call.untilIn("awaitReady");
        FakeRadio radio = local.plug("hci0");
        local.says(BackendStatus.ok("local", "here now"));
        Await.until("a scan runs", radio::isScanning);
        radio.hears(CoreFixture.DEVICE, -50, CoreFixture.named("device"));
        radio.attempt(1).connected();

        assertThat(Await.result(call).adapter()).isEqualTo(radio.id());
    }

    @Test
    void backend_thatFailsToStart_isAStatus() throws Exception {
        core.addBackend(new Backend() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public void start(BackendEvents events) {
                throw new NoClassDefFoundError("no such library");
            }

            @Override
            public void stop() {}
        });
        assertThat(core.adapters().awaitReady(Await.limit())).isTrue();
        assertThat(core.adapters().backends().get(0).reason()).isEqualTo(Reason.FAILED);
        assertThat(core.health().health().summary()).contains("broken").contains("no such library");
    }

    @Test
    void health_countsAdaptersAndSaysTheirState() throws Exception {
        FakeBackend backend = FakeBackend.with("hci0");
        core.addBackend(backend);
        core.adapters().awaitReady(Await.limit());
        Health health = core.health().health();
        assertThat(health.level()).isEqualTo(Health.Level.OK);
        assertThat(health.summary()).isEqualTo("fake/hci0 is ready");
        assertThat(health.counters()).containsEntry("adapters", 1L).containsEntry("links", 0L);
        backend.power(backend.radio("hci0"), false);
        assertThat(core.health().health().summary()).isEqualTo("fake/hci0 is switched off");
    }

    @Test
    void restart_asksTheRadio_whichMayRefuse() throws Exception {
        FakeBackend backend = new FakeBackend("a");
        backend.plug("x");
        core.addBackend(backend);
        assertThat(core.adapters().awaitReady(Await.limit())).isTrue();
        BleAdapter adapter = core.adapters().all().get(0);

        assertThatThrownBy(() -> adapter.restart(Await.limit()))
                .isInstanceOfSatisfying(
                        BleUnsupportedException.class,
                        refused -> assertThat(refused.capability()).isEqualTo(Capability.RESTART))
                .hasMessageContaining("a/x");
    }

    @Test
    void defaultAdapter_isOneThatConnects_ifThereIsOne() throws Exception {
        FakeBackend ears = new FakeBackend("a");
        ears.plug("attic").lacks(Capability.CENTRAL);
        core.addBackend(ears);
        assertThat(core.adapters().awaitReady(Await.limit())).isTrue();
        assertThat(core.adapters().defaultAdapter().orElseThrow().id()).hasToString("a/attic");
        FakeBackend whole = new FakeBackend("b");
        whole.plug("hci0");

        core.addBackend(whole);
        assertThat(core.adapters().awaitReady(Await.limit())).isTrue();

        assertThat(core.adapters().defaultAdapter().orElseThrow().id()).hasToString("b/hci0");
    }
}
