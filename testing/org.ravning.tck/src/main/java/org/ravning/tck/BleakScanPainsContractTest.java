// SPDX-License-Identifier: Apache-2.0
package org.ravning.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.ravning.api.AdapterId;
import org.ravning.api.AdapterListener;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisementListener;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleAdapter;
import org.ravning.api.BleConnection;
import org.ravning.api.BleException;
import org.ravning.api.BleUnsupportedException;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.ScanMode;
import org.ravning.api.ScanRequest;
import org.ravning.api.Subscription;
import org.ravning.testkit.Await;

/** What users of Bleak suffer from with scans and adapters; see {@link BleakPainsContractTest}. */
public abstract class BleakScanPainsContractTest extends ContractTest {
    @Test
    public void pain13_aScanDiesSilently_itIsToldAndResumes() throws Exception {
        needs(Peer.Feature.POWER);
        peer().advertise(BROADCAST);
        AtomicInteger heard = new AtomicInteger();
        AtomicInteger lost = new AtomicInteger();
        AdvertisementListener listener = new AdvertisementListener() {
            @Override
            public void onAdvertisement(Advertisement advertisement) {
                heard.incrementAndGet();
            }

            @Override
            public void onAdapterLost(AdapterId adapter, BleException cause) {
                lost.incrementAndGet();
            }
        };
        try (Subscription scan = scanner().scan(ScanRequest.everything(), listener)) {
            Await.until("heard", () -> heard.get() > 0);
            peer().powerAdapter(false);
            Await.until("told", () -> lost.get() == 1);
            heard.set(0);
            peer().powerAdapter(true);
            Await.until("heard again", () -> heard.get() > 0);
            assertThat(scan.isActive()).isTrue();
        }
    }

    @Test
    public void pain14_choosingAdapters_byAStableIdentity() throws Exception {
        List<BleAdapter> told = new CopyOnWriteArrayList<>();
        AdapterListener listener = new AdapterListener() {
            @Override
            public void onAdapterAdded(BleAdapter adapter) {
                told.add(adapter);
            }
        };
        try (Subscription listening = ravning().adapters().listen(listener)) {
            Await.until(
                    "told of those that are there",
                    () -> told.size() == ravning().adapters().all().size());
            assertThat(listening.isActive()).isTrue();
        }
        BleAdapter first = adapter();
        assertThat(ravning().adapters().all().get(0).id()).isEqualTo(first.id());
        peer().advertise(BROADCAST);
        try (BleConnection connection = central().connect(device(), patient().withAdapter(first.id()))) {
            assertThat(connection.adapter()).isEqualTo(first.id());
        }
    }

    @Test
    public void pain15_connectedDevicesAreInvisible_theyAreListedWithoutScanning() throws Exception {
        try (BleConnection connection = connect()) {
            Await.until("no scan runs", () -> !adapter().isScanning());
            assertThat(central().knownDevices()).anySatisfy(known -> {
                assertThat(known.device()).isEqualTo(connection.device());
                assertThat(known.connected()).isTrue();
            });
            assertThat(adapter().isScanning()).isFalse();
        }
    }

    @Test
    public void pain16_staleOrMixedAdvertisements_eachCarriesItsOwnPacketOnly() throws Exception {
        UUID service = BleUuid.of(0xFCD2);
        AtomicReference<Advertisement> last = new AtomicReference<>();
        try (Subscription scan =
                scanner().scan(ScanRequest.builder().device(device()).build(), last::set)) {
            for (int i = 1; i <= 3; i++) {
                Bytes data = Bytes.ofInts(0x40, i);
                AdvertisingData.Builder next = AdvertisingData.builder().localName("Specimen");
                peer().advertise(
                                i == 2
                                        ? next.manufacturerData(0xFFFF, data).build()
                                        : next.serviceData(service, data).build());
                boolean second = i == 2;
                Await.until("packet " + i, () -> {
                    Advertisement heard = last.get();
                    return heard != null
                            && data.equals(
                                    second
                                            ? heard.manufacturerData().get(0xFFFF)
                                            : heard.serviceData().get(service));
                });
                Advertisement heard = last.get();
                assertThat(heard.manufacturerData()).hasSize(second ? 1 : 0);
                assertThat(heard.serviceData()).hasSize(second ? 0 : 1);
            }
            assertThat(scan.isActive()).isTrue();
        }
    }

    @Test
    public void pain17_passiveScanning_worksOrSaysWhyAndFallsBack() throws Exception {
        peer().advertise(BROADCAST);
        ScanRequest preferred = ScanRequest.builder()
                .mode(ScanMode.PASSIVE_PREFERRED)
                .service("181a")
                .build();
        assertThat(scanner().findFirst(preferred, fromPeer(), seconds(10))).isPresent();
        ScanRequest passive =
                ScanRequest.builder().mode(ScanMode.PASSIVE).service("181a").build();
        try {
            assertThat(scanner().findFirst(passive, fromPeer(), seconds(10))).isPresent();
        } catch (BleUnsupportedException e) {
            assertThat(e).hasMessageContaining("passive");
        }
    }
}
