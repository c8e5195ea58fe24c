// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import java.time.Duration;
import org.ravning.api.AdapterId;
import org.ravning.api.AddressType;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleCentral;
import org.ravning.api.BleConnection;
import org.ravning.api.Bytes;
import org.ravning.api.ConnectOptions;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.testkit.ManualTime;
import org.ravning.things.record.ThingRecords;
import org.ravning.things.setting.ThingSettings;
import org.ravning.things.time.DefaultTime;

/** A registry in time that a test moves; all of it runs on the test's thread. */
final class House implements AutoCloseable {
    static final AdapterId ADAPTER = new AdapterId("fake", "radio0");
    static final DeviceAddress DEVICE = DeviceAddress.of("A4:C1:38:00:00:01", AddressType.PUBLIC);

    final ManualTime time = new ManualTime();
    final FakeScanner air = new FakeScanner();
    final DefaultThingRegistry registry;

    House(ThingSettings settings, BleCentral central) {
        this(settings, central, ThingRecords.inMemory());
    }

    House(ThingSettings settings, BleCentral central, ThingRecords records) {
        var threads = new DefaultThingRegistry.Threads(
                new DefaultTime(time.clock(), () -> time.elapsed().toNanos(), time.scheduler()),
                time.scheduler(),
                time.scheduler(),
                time.scheduler(),
                () -> 0);
        registry = new DefaultThingRegistry(
                new DefaultThingRegistry.Bluetooth(air, central, new FakeAdapters()), settings, records, threads);
        registry.start();
        time.runDue();
        air.listener().onAdapterScanning(ADAPTER);
    }

    House(ThingSettings settings) {
        this(settings, ThingRecords.inMemory());
    }

    House(ThingSettings settings, ThingRecords records) {
        this(
                settings,
                new ConnectingCentral() {
                    @Override
                    public BleConnection connect(DeviceId device, ConnectOptions options) {
                        throw new UnsupportedOperationException();
                    }
                },
                records);
    }

    House() {
        this(ThingSettings.DEFAULT);
    }

    /** Lets everybody hear this and act on it. */
    void hear(DeviceAddress device, AdvertisingData data) {
        air.listener()
                .onAdvertisement(new Advertisement(device, ADAPTER, time.clock().instant(), -60, true, data));
        time.runDue();
    }

    /** Lets everybody hear a frame of the fake profile. */
    void hear(DeviceAddress device, String hex) {
        hear(device, frame(hex));
    }

    static AdvertisingData frame(String hex) {
        return AdvertisingData.builder()
                .manufacturerData(FakeBroadcast.COMPANY, Bytes.ofHex(hex))
                .build();
    }

    static DeviceAddress device(int number) {
        return new DeviceAddress(0xC0_00_00_00_00_00L + number, AddressType.RANDOM);
    }

    News listener() {
        News news = new News();
        registry.listen(news);
        time.runDue();
        return news;
    }

    void pass(Duration duration) {
        time.advance(duration);
    }

    long counter(String name) {
        return registry.health().counters().getOrDefault(name, -1L);
    }

    @Override
    public void close() {
        registry.close();
    }
}
