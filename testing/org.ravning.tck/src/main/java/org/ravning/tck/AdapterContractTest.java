// SPDX-License-Identifier: Apache-2.0
package org.ravning.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.ravning.api.AdapterId;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisementListener;
import org.ravning.api.BleConnection;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleException;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.Bytes;
import org.ravning.api.ConnectionState;
import org.ravning.api.DisconnectReason;
import org.ravning.api.ScanRequest;
import org.ravning.api.Subscription;
import org.ravning.testkit.Await;

/** The rules of adapters that go and return. */
public abstract class AdapterContractTest extends ContractTest {
    /** Counts what a scan hears of one adapter. */
    private static final class Ear implements AdvertisementListener {
        private final List<Advertisement> heard = new CopyOnWriteArrayList<>();
        private final List<BleException> losses = new CopyOnWriteArrayList<>();
        private final List<AdapterId> returns = new CopyOnWriteArrayList<>();

        @Override
        public void onAdvertisement(Advertisement advertisement) {
            heard.add(advertisement);
        }

        @Override
        public void onAdapterLost(AdapterId adapter, BleException cause) {
            losses.add(cause);
        }

        @Override
        public void onAdapterScanning(AdapterId adapter) {
            returns.add(adapter);
        }
    }

    @Test
    public void c10_adapterSwitchedOff_endsItsScanAndResumesWhenOn() throws Exception {
        needs(Peer.Feature.POWER);
        peer().advertise(BROADCAST);
        Ear ear = new Ear();
        try (Subscription scan = scanner().scan(ScanRequest.everything(), ear)) {
            Await.until("heard", () -> !ear.heard.isEmpty());
            peer().powerAdapter(false);
            Await.until("told", () -> ear.losses.size() == 1);
            assertThat(ravning().adapters().defaultAdapter()).isEmpty();
            ear.heard.clear();
            peer().powerAdapter(true);
            Await.until("resumed", () -> ear.returns.size() == 2);
            Await.until("heard again", () -> !ear.heard.isEmpty());
            assertThat(scan.isActive()).isTrue();
        }
    }

    @Test
    public void c10_adapterSwitchedOff_endsItsLinksWithThatReason() throws Exception {
        needs(Peer.Feature.POWER);
        BleConnection connection = connect();
        peer().stallReads(PeerGatt.READ);
        Await.Call<Bytes> reading = Await.inThread(() -> connection.read(characteristic(connection, PeerGatt.READ)));
        Await.until("reading", () -> peer().reads(PeerGatt.READ) > 0);
        peer().powerAdapter(false);
        assertThat(Await.failure(reading))
                .isInstanceOfSatisfying(
                        BleDisconnectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(DisconnectReason.ADAPTER_POWERED_OFF));
        assertThat(connection.state())
                .isEqualTo(new ConnectionState.Disconnected(DisconnectReason.ADAPTER_POWERED_OFF));
        connection.close();
    }

    @Test
    public void c10_adapterUnplugged_takesScansAndLinksAlongAndReturns() throws Exception {
        needs(Peer.Feature.PLUG);
        BleConnection connection = connect();
        List<ConnectionState> states = new CopyOnWriteArrayList<>();
        connection.onStateChange(states::add);
        Ear ear = new Ear();
        AdapterId id = adapter().id();
        try (Subscription scan = scanner().scan(ScanRequest.everything(), ear)) {
            Await.until("scanning", () -> ear.returns.size() == 1);
            peer().plugAdapter(false);
            Await.until("the adapter left", () -> ravning().adapters().all().isEmpty());
            Await.until(
                    "the link ended",
                    () -> states.contains(new ConnectionState.Disconnected(DisconnectReason.ADAPTER_GONE)));
            Await.until("the scan was told", () -> ear.losses.size() == 1);
            assertThat(ear.losses.get(0)).isInstanceOf(BleUnavailableException.class);
            peer().plugAdapter(true);
            Await.until("it returned", () -> ear.returns.size() == 2);
            assertThat(ear.returns.get(1)).isEqualTo(id);
            Await.until("heard again", () -> !ear.heard.isEmpty());
            assertThat(scan.isActive()).isTrue();
        }
        connection.close();
    }
}
